"""What is missing before publication, said in French, each with its remedy and the page where it is done."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.consultations.models import Consultation, PhaseKind
from participation.consultations.registries import publication_checks
from participation.consultations.rules import Span
from participation.consultations.rules.publication import Gap, Plan, issues_before_publication
from territories.areas.models import AreaKind


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that is missing: what, what to do about it, and where; advice does not block."""

    code: str
    text: str
    remedy: str
    url: str
    blocking: bool = True


#: Code of a gap → what is missing, what to do, and the fragment of the edition page where it is done.
WORDS = {
    "summary": (
        gettext_lazy("Il n’y a pas de résumé."),
        gettext_lazy("Écrivez une phrase que l’on comprend sans rien savoir d’autre."),
        "#id_summary",
    ),
    "deciding_body": (
        gettext_lazy("On ne sait pas qui décide après le résultat."),
        gettext_lazy("Nommez l’assemblée qui délibère, par exemple « le conseil municipal »."),
        "#id_deciding_body",
    ),
    "envelope": (
        gettext_lazy("Le budget n’a pas d’enveloppe."),
        gettext_lazy("Inscrivez le montant de l’enveloppe, en euros."),
        "#id_envelope",
    ),
    "rulebook": (
        gettext_lazy("Il n’y a pas de règlement."),
        gettext_lazy("Écrivez la première version du règlement ; elle sera publiée avec la consultation."),
        "",
    ),
    "quarter_declaration": (
        gettext_lazy("Un profil indique la commune, pas le quartier."),
        gettext_lazy("Écrivez une déclaration sur l’honneur, par exemple « J’habite ce quartier »."),
        "#id_declaration",
    ),
    "phases": (
        gettext_lazy("Le calendrier est vide."),
        gettext_lazy("Ajoutez au moins une phase avec ses dates."),
        "#phases-group",
    ),
    "vote": (
        gettext_lazy("Le calendrier n’a pas de vote."),
        gettext_lazy("Ajoutez la phase de vote avec ses dates."),
        "#phases-group",
    ),
    "order": (
        gettext_lazy("La phase « %(kind)s » ouvre avant la fin de la phase « %(other)s »."),
        gettext_lazy("Corrigez leurs dates : l’une se termine avant que l’autre commence."),
        "#phases-group",
    ),
    "over": (
        gettext_lazy("La phase « %(kind)s » est déjà terminée."),
        gettext_lazy("Corrigez ses dates, ou retirez-la."),
        "#phases-group",
    ),
    "result": (
        gettext_lazy("Le calendrier ne dit pas quand le résultat sera connu."),
        gettext_lazy("Ajoutez une phase de dépouillement ou de résultat."),
        "#phases-group",
    ),
    "description": (
        gettext_lazy("La consultation n’a pas de description."),
        gettext_lazy("Dites pourquoi on la fait, et ce qui sera fait des contributions."),
        "#id_description",
    ),
    "links": (
        gettext_lazy("Tout le monde pourra participer, d’où que ce soit."),
        gettext_lazy("Choisissez les liens avec le territoire, si la participation doit lui être réservée."),
        "#id_accepted_links_0",
    ),
}


def plan_of(consultation: Consultation) -> Plan:
    """Return a consultation as plain values for the rule."""
    return Plan(
        kind=consultation.kind,
        summary=bool(consultation.summary.strip()),
        description=bool(consultation.description.strip()),
        deciding_body=bool(consultation.deciding_body.strip()),
        envelope=consultation.envelope_cents is not None,
        rulebook=consultation.rulebooks.exclude(text="").exists(),
        links=bool(consultation.accepted_links),
        declaration=bool(consultation.declaration.strip()),
        quarter=consultation.area.kind == AreaKind.QUARTER,
        archive=bool(consultation.archived_facts),
        phases=tuple(Span(phase.kind, phase.opens_at, phase.closes_at) for phase in consultation.phases.all()),
    )


def issues_of(consultation: Consultation, at: datetime) -> list[Issue]:
    """List all that is missing before publication: the rule's own list, and what other concepts ask for."""
    found = [_issue(gap, consultation) for gap in issues_before_publication(plan_of(consultation), at)]
    for _name, check in publication_checks:
        found += check(consultation=consultation, at=at)
    return sorted(found, key=lambda issue: not issue.blocking)


def _issue(gap: Gap, consultation: Consultation) -> Issue:
    text, remedy, fragment = WORDS[gap.code]
    names = dict(zip(("kind", "other"), (str(PhaseKind(kind).label) for kind in gap.kinds), strict=False))
    edit = reverse("admin:participation_consultation_change", args=[consultation.pk])
    if gap.code == "rulebook":
        edit = reverse("admin:participation_rulebook_add") + f"?consultation={consultation.pk}"
    return Issue(gap.code, str(text) % names if names else str(text), str(remedy), edit + fragment, gap.blocking)


def sentences(issues: list[Issue]) -> str:
    """Say what blocks, in one line."""
    return " ".join(issue.text for issue in issues if issue.blocking)


def phase_name(kind: str) -> str:
    """Name a kind of phase at the start of a sentence."""
    return capfirst(str(PhaseKind(kind).label)) if kind in PhaseKind.values else _("Phase")
