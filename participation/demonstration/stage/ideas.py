"""Ideas are filed, supported, judged, studied, merged and discussed, each at its moment."""

from datetime import datetime

from participation.consultations.operations import declare
from participation.debates.operations import post_comment
from participation.demonstration.stage.cast import Cast
from participation.demonstration.stage.script import Calendar, words
from participation.proposals.judgements import Opinion
from participation.proposals.models import Proposal
from participation.proposals.operations import (
    assign_study,
    conclude_study,
    decide_admissibility,
    file_idea,
    merge_ideas,
    save_draft,
    withdraw_idea,
    write_study,
)
from participation.proposals.records import Support
from territories.instance.models import Theme


class Ideas:
    """The ideas of one edition, on their way to the ballot."""

    def __init__(self, *, consultation, cast: Cast, calendar: Calendar) -> None:
        self.consultation = consultation
        self.cast = cast
        self.calendar = calendar
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.filed: dict[str, Proposal] = {}
        self.authors = iter(cast.residents[-60:])

    def file(self, facts: dict, *, number: int) -> Proposal:
        """A resident files an idea during the call; the neighbours support it."""
        at = self.calendar.day(-128 + number * 1.5)
        author = next(self.authors)
        declare(consultation=self.consultation, participant=author, at=at)
        draft = save_draft(
            consultation=self.consultation,
            author=author,
            at=at,
            title=facts["title"],
            text=facts["text"],
            theme=self.themes.get(facts["theme"]),
            area=self.cast.commune(facts["commune"]),
            place=facts["commune"],
            latitude=facts.get("latitude"),
            longitude=facts.get("longitude"),
        )
        proposal = file_idea(proposal=draft, at=at)
        self.support(proposal, facts.get("supports", 12 + number), at=self.calendar.day(-96))
        self.filed[proposal.title] = proposal
        return proposal

    def support(self, proposal: Proposal, number: int, *, at: datetime) -> None:
        """So many residents support an idea (in one statement: hundreds of people, one day)."""
        start = proposal.number * 13
        people = [self.cast.residents[(start + step) % 700] for step in range(number)]
        Support.objects.bulk_create(
            Support(consultation=self.consultation, proposal=proposal, participant=person, at=at) for person in people
        )

    def judge(self, facts: dict) -> None:
        """The commission decides; a refusal says why and cites the rulebook."""
        decide_admissibility(
            proposal=self.filed[facts["title"]],
            admissible="reason" not in facts,
            by=self.cast.users["commission@exemple.fr"],
            at=self.calendar.day(-84),
            reason=facts.get("reason", ""),
            article=facts.get("article", ""),
        )

    def merge(self, facts: dict) -> None:
        """Two groups join their ideas."""
        merge_ideas(
            away=self.filed[facts["title"]],
            keep=self.filed[facts["into"]],
            reason=facts["reason"],
            by=self.cast.manager,
            at=self.calendar.day(-78),
        )

    def study(self, facts: dict, *, number: int) -> None:
        """The services study an idea and find what it costs."""
        instructor, proposal = self.cast.users["instructeur@exemple.fr"], self.filed[facts["title"]]
        proposal.refresh_from_db()
        at = self.calendar.day(-72 + number)
        study = assign_study(proposal=proposal, instructor=instructor, by=self.cast.manager, at=at)
        sheet = {
            "cost_cents": facts["cost_cents"],
            "yearly_cents": facts["cost_cents"] // 50,
            "land": "Terrain ou local de la commune.",
            "delay_months": 6 + number % 7,
            "opinion": Opinion.FAVOURABLE,
            "text": "Faisable. Les services accompagnent les porteurs.",
        }
        write_study(study=study, by=instructor, at=self.calendar.day(-60 + number), **sheet)
        proposal.refresh_from_db()
        conclude_study(proposal=proposal, feasible=True, by=instructor, at=self.calendar.day(-45 + number))


def play_ideas(ideas: Ideas, *, studied: list[dict], detours: bool = False) -> None:
    """From the call to the list of feasible projects.

    :param studied: ideas that get there; ``detours`` adds those that do not: refused, merged, withdrawn.
    """
    others = {name: words()[name] if detours else [] for name in ("refused", "merged", "withdrawn")}
    for number, facts in enumerate([*studied, *others["refused"], *others["merged"], *others["withdrawn"]]):
        ideas.file(facts, number=number)
    for facts in others["withdrawn"]:
        withdraw_idea(proposal=ideas.filed[facts["title"]], reason=facts["reason"], at=ideas.calendar.day(-97))
    for facts in [*studied, *others["refused"]]:
        ideas.judge(facts)
    for facts in others["merged"]:
        ideas.merge(facts)
    for number, facts in enumerate(studied):
        ideas.study(facts, number=number)


def play_comments(ideas: Ideas) -> None:
    """Residents discuss the projects of the campaign."""
    speakers = iter(ideas.cast.residents[100:])
    for number, facts in enumerate(words()["comments"], start=1):
        speaker, at = next(speakers), ideas.calendar.day(-28 + number)
        declare(consultation=ideas.consultation, participant=speaker, at=at)
        post_comment(proposal=ideas.filed[facts["title"]], author=speaker, text=facts["text"], at=at)
