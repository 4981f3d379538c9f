"""How the log of acts names what is done to an idea; a change of state is named by the state."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from participation.proposals.states import Status

ACT_WORDS = {
    **{f"proposal.{status.value}": format_lazy("{} : {}", _("Idée"), status.label) for status in Status},
    "proposal.entered": _("Idée saisie au guichet"),
    "proposal.assigned": _("Idée confiée pour étude"),
    "proposal.study_written": _("Fiche d’étude remplie"),
    "proposal.refusal_confirmed": _("Refus confirmé après réexamen"),
    "proposal.scope_proposed": _("Nouveau périmètre proposé"),
    "proposal.scope_accepted": _("Nouveau périmètre accepté"),
    "proposal.scope_declined": _("Nouveau périmètre refusé"),
    "proposal.hidden": _("Idée masquée"),
    "proposal.shown": _("Idée montrée de nouveau"),
}
