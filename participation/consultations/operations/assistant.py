"""The assistant: nine answers become a draft with its calendar, règlement, letters and the tasks of its team."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.periods import soonest_on_the_clock
from participation.consultations import assistant_words as words
from participation.consultations.models import Consultation, Phase, Rulebook
from participation.consultations.operations.duties import write_duties
from participation.consultations.operations.editions import free_slug
from participation.consultations.operations.life import save_draft
from participation.consultations.rules.assistant import Stretch, calendar_from
from territories.actors.models import Organisation
from territories.areas.models import Area, AreaKind

#: Who deliberates afterwards, by the kind of territory.
COUNCILS = {
    AreaKind.EPCI: gettext_lazy("le conseil communautaire"),
    AreaKind.DEPARTMENT: gettext_lazy("le conseil départemental"),
    AreaKind.REGION: gettext_lazy("le conseil régional"),
}
COUNCIL_OF_A_TOWN = gettext_lazy("le conseil municipal")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the nine questions ask."""

    area: Area
    organiser: Organisation
    title: str
    envelope_cents: int
    project_cap_cents: int | None
    accepted_links: list[str]
    minimum_age: int
    starts_on: date
    paper: bool
    time_zone: str = "Europe/Paris"


@transaction.atomic
def begin_with_assistant(*, answers: Answers, by, at: datetime) -> Consultation:
    """Write the draft that the answers ask for; everything in it may be changed before it is published."""
    calendar = calendar_from(answers.starts_on)
    draft = save_draft(consultation=_draft(answers), by=by, at=at)
    Phase.objects.bulk_create(_phase(draft, stretch) for stretch in calendar)
    text = words.rulebook_text(draft, calendar=calendar, paper=answers.paper)
    Rulebook.objects.create(consultation=draft, version=1, text=text)
    write_duties(consultation=draft, calendar=calendar, paper=answers.paper)
    return draft


def _draft(answers: Answers) -> Consultation:
    summary = _("Proposez une idée pour mieux vivre ici, débattez-en, votez, puis suivez ce qui est construit.")
    description = _(
        "Une part du budget est confiée à la décision des habitantes et des habitants. Chaque idée reçoit une "
        "réponse ; les projets retenus par le vote sont réalisés, et l’on suit leur avancement."
    )
    return Consultation(
        title=answers.title,
        slug=free_slug(answers.title),
        summary=summary,
        description=description,
        area=answers.area,
        organiser=answers.organiser,
        deciding_body=str(COUNCILS.get(answers.area.kind, COUNCIL_OF_A_TOWN)),
        time_zone=answers.time_zone,
        envelope_cents=answers.envelope_cents,
        project_cap_cents=answers.project_cap_cents,
        accepted_links=answers.accepted_links,
        minimum_age=answers.minimum_age,
        declaration=_declaration(answers),
    )


def _declaration(answers: Answers) -> str:
    """What each person states: their age, and that the quarter is theirs, as a profile names the commune alone."""
    said = []
    if answers.minimum_age:
        said.append(_("J’ai au moins %(age)s ans.") % {"age": answers.minimum_age})
    if answers.area.kind == AreaKind.QUARTER:
        said.append(
            _("Le quartier « %(quarter)s » est celui où je vis, travaille ou étudie.") % {"quarter": answers.area}
        )
    return " ".join(said)


def _phase(draft: Consultation, stretch: Stretch) -> Phase:
    return Phase(
        consultation=draft,
        kind=stretch.kind,
        opens_at=_midnight(stretch.opens_on, draft.zone),
        closes_at=_midnight(stretch.closes_on, draft.zone),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """As a day begins there; where the clocks change at midnight, the next hour that exists once."""
    return soonest_on_the_clock(datetime.combine(day, time()), zone)
