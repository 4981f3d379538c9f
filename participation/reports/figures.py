"""The figures of a consultation, gathered once: PDF, XLSX and CSV of a report show what ``gather`` returned."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils import dateformat
from django.utils.translation import gettext as _

from participation.ballots.models import Delivery
from participation.ballots.provenance import Provenance, provenance_of
from participation.ballots.results import Result, result_of
from participation.ballots.turnout import Turnout, turnout_of
from participation.consultations.models import Consultation
from participation.debates.models import Comment
from participation.proposals.models import Proposal
from participation.proposals.records import Support
from participation.proposals.states import Status
from participation.reports.timeline import Week, weeks_of
from projects.portfolio.models import Project
from territories.instance.renderers import demonstration_mark


@dataclass(frozen=True)
class Line:
    """A label and its number."""

    label: str
    value: int


@dataclass(frozen=True)
class IdeaLine:
    """An idea as the report lists it."""

    number: int
    title: str
    status: str
    theme: str
    area: str
    supports: int
    cost_cents: int | None


@dataclass(frozen=True)
class Vote:
    """A vote whose result is public: its numbers, who took part, and where they come from."""

    result: Result
    turnout: Turnout
    provenance: Provenance


@dataclass(frozen=True)
class Figures:
    """All that a report says; nothing in it names a resident, and no result before it is public."""

    title: str
    territory: str
    organiser: str
    deciding_body: str
    envelope_cents: int | None
    made_at: datetime
    demonstration: str
    population: tuple[int, int] | None
    phases: list[tuple[str, str, str]]
    counts: list[Line]
    by_status: list[Line]
    by_theme: list[Line]
    by_area: list[Line]
    ideas: list[IdeaLine]
    votes: list[Vote] = field(default_factory=list)
    weeks: list[Week] = field(default_factory=list)
    built: list[Project] = field(default_factory=list)


def gather(consultation: Consultation, *, at: datetime, tell: Callable[[int], None] = lambda percent: None) -> Figures:
    """Gather the figures of a consultation as they stand at that moment.

    :param tell: called with the percentage done.
    """
    filed = Proposal.objects.filter(consultation=consultation).exclude(status=Status.DRAFT).filter(hidden_at=None)
    ideas = [idea_line(row) for row in with_supports(filed)]
    tell(30)
    area, zone = consultation.area, ZoneInfo(consultation.time_zone)
    phases = [
        (phase.get_kind_display(), write_day(phase.opens_at, zone), write_day(phase.closes_at, zone))
        for phase in consultation.phases.all()
    ]
    votes = list(votes_of(consultation))
    tell(50)
    return Figures(
        title=consultation.title,
        territory=area.name,
        organiser=str(consultation.organiser),
        deciding_body=consultation.deciding_body,
        envelope_cents=consultation.envelope_cents,
        made_at=at.astimezone(zone),
        demonstration=" ".join(demonstration_mark().values()),
        population=(area.population, area.population_year) if area.population else None,
        phases=phases,
        counts=counts_of(consultation, filed),
        by_status=lines(ideas, lambda idea: idea.status),
        by_theme=lines(ideas, lambda idea: idea.theme),
        by_area=lines(ideas, lambda idea: idea.area),
        ideas=ideas,
        votes=votes,
        weeks=weeks_in(consultation, filed, zone),
        built=list(built_from(consultation)),
    )


def votes_of(consultation: Consultation):
    """The votes whose result is public, as their pages show them."""
    for poll in consultation.polls.published().select_related("consultation__area", "consultation__organiser"):
        if result := result_of(poll):
            yield Vote(result, turnout_of(poll), provenance_of(poll, result))


def weeks_in(consultation: Consultation, filed, zone: ZoneInfo) -> list[Week]:
    """Ideas and supports of a consultation by weeks."""
    supports = Support.objects.filter(consultation=consultation, proposal__hidden_at=None)
    ideas = filed.filter(submitted_at__isnull=False)
    return weeks_of(ideas.values_list("submitted_at", flat=True), supports.values_list("at", flat=True), zone)


def built_from(consultation: Consultation):
    """The public projects that came of its votes: what was voted for them, what was spent."""
    delivered = Delivery.objects.filter(consultation=consultation).values("project")
    return Project.objects.filter(pk__in=delivered, published_at__isnull=False).order_by("-voted_cents", "pk")


def with_supports(filed):
    """Ideas with their number of supports, in one query."""
    return filed.select_related("theme", "area").annotate(support_total=Count("supports")).order_by("number")


def idea_line(row: Proposal) -> IdeaLine:
    """Write an idea as a line."""
    return IdeaLine(
        number=row.number,
        title=row.title,
        status=row.get_status_display(),
        theme=row.theme.name if row.theme else _("sans thème"),
        area=row.area.name if row.area else _("sans lieu"),
        supports=row.support_total,
        cost_cents=row.cost_cents,
    )


def counts_of(consultation: Consultation, filed) -> list[Line]:
    """The numbers that people ask for first."""
    people = filed.aggregate(ideas=Count("pk"), authors=Count("author", distinct=True))
    supports = Support.objects.filter(consultation=consultation).aggregate(
        supports=Count("pk"), people=Count("participant", distinct=True)
    )
    comments = Comment.objects.filter(consultation=consultation).standing().count()
    return [
        Line(_("idées déposées"), people["ideas"]),
        Line(_("personnes qui ont proposé"), people["authors"]),
        Line(_("soutiens"), supports["supports"]),
        Line(_("personnes qui ont soutenu"), supports["people"]),
        Line(_("commentaires"), comments),
    ]


def lines(ideas: list[IdeaLine], key: Callable[[IdeaLine], str]) -> list[Line]:
    """Count ideas by a key, the most frequent first."""
    found: dict[str, int] = {}
    for idea in ideas:
        found[key(idea)] = found.get(key(idea), 0) + 1
    return [Line(label, number) for label, number in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def write_day(moment: datetime, zone: ZoneInfo) -> str:
    """Write a day in French."""
    return dateformat.format(moment.astimezone(zone), "j F Y")
