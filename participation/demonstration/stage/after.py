"""After the vote: what was built of the first edition, and what the team does between two phases of the second."""

from datetime import datetime

from participation.ballots.models import Poll, Roll
from participation.ballots.models.vocabulary import Channel
from participation.ballots.operations import (
    certify_poll,
    close_poll,
    count_poll,
    publish_result,
    reconcile_poll,
    record_council_decision,
    start_projects,
    tally_poll,
)
from participation.consultations.models import Consultation, PhaseKind
from participation.demonstration.stage.cast import Cast
from participation.demonstration.stage.script import Calendar
from participation.demonstration.stage.votes import play_sheet
from projects.portfolio.models import Milestone, News, Origin, Project, ProjectStatus
from projects.portfolio.operations import change_state, follow, start_project

#: Title → states after the decision, with the day of each and its reason, what was spent, what was told last.
STORIES = {
    "Aire de jeux pour tous": (
        [(45, "under_way", ""), (230, "done", "")],
        2_940_000,
        ("L’aire est ouverte", "Les enfants de l’institut et ceux du quartier l’ont inaugurée ensemble."),
    ),
    "Bancs et ombre": (
        [(60, "under_way", ""), (245, "late", "La sécheresse a repoussé la plantation des arbres à cet hiver.")],
        610_000,
        ("Les dix bancs sont posés", "Les arbres attendent la pluie : ils seront plantés cet hiver."),
    ),
    "Cuisine mobile": (
        [(80, "under_way", "")],
        1_180_000,
        ("La remorque est commandée", "L’association cherche des volontaires pour la première tournée."),
    ),
    "Café de quartier": (
        [(70, "study", "")],
        0,
        ("Le bail est signé", "Les plans sont affichés en mairie."),
    ),
    "Sentier de lecture": (
        [(50, "under_way", ""), (160, "done", "")],
        295_000,
        ("Les douze panneaux sont en place", "On y lit les textes choisis par les collégiens."),
    ),
}
STEPS = (("Convention signée", 40), ("Chantier ouvert", 90), ("Ouverture au public", 230))
#: Last state → how many of these steps are behind.
REACHED = {"study": 1, "under_way": 2, "late": 2, "done": 3}


def play_after(poll: Poll, *, cast: Cast, calendar: Calendar, at: datetime) -> None:
    """The winners of the first edition become projects, each with its own story."""
    decided_at = calendar.day(34)
    for project in start_projects(poll=poll, by=cast.manager, at=decided_at):
        tell_story(project, cast=cast, calendar=calendar)
        follow(project=project, participant=cast.users["habitante@exemple.fr"].participant, at=decided_at)
    start_project(
        title="Éclairage du passage de la gare",
        summary="Décidé par l’agglomération en même temps que les projets votés, sur un autre budget.",
        by=cast.manager,
        at=calendar.day(60),
        area=cast.communes[0],
        origin=Origin.TOWN,
        spent_cents=420_000,
        status=ProjectStatus.UNDER_WAY,
    )


def tell_story(project: Project, *, cast: Cast, calendar: Calendar) -> None:
    """Play the states, the money, the steps and the last news of a project."""
    states, spent, news = STORIES[project.title]
    last, reached = states[-1][0], REACHED[states[-1][1]]
    Project.objects.filter(pk=project.pk).update(spent_cents=spent)
    Milestone.objects.bulk_create(
        Milestone(
            project=project,
            title=title,
            due_on=calendar.day(day).date(),
            reached_on=calendar.day(min(day, last)).date() if number < reached else None,
        )
        for number, (title, day) in enumerate(STEPS)
    )
    for day, state, reason in states:
        change_state(project=project, then=state, by=cast.manager, at=calendar.day(day), reason=reason)
    News.objects.create(project=project, on=calendar.day(last + 40).date(), title=news[0], text=news[1])


def play_team(consultation: Consultation, *, before: str, at: datetime) -> None:
    """Do what the team would have done by the opening of the coming phase."""
    poll, cast = consultation.polls.get(), Cast.of(consultation)
    if before == PhaseKind.RESULT:
        count_and_publish(poll, cast=cast, at=at)
    if before == PhaseKind.DELIVERY:
        decide_and_start(poll, cast=cast, at=at)


def count_and_publish(poll: Poll, *, cast: Cast, at: datetime) -> None:
    """Read the urn, count, sign and publish; steps that visitors took themselves are left as they are."""
    if poll.closed_at is None:
        close_poll(poll=poll, at=at)
    urn = poll.urns.get()
    if urn.settled_at is None:
        struck_off = Roll.objects.filter(poll=poll, channel=Channel.PAPER).count()
        first = poll.choices.order_by("no").first()
        play_sheet(urn, {first.no: struck_off}, voters=struck_off, blank=0, void=0, cast=cast, at=at)
    steps = [
        ("reconciled_at", lambda: reconcile_poll(poll=poll, at=at, by=cast.manager)),
        ("counted_at", lambda: count_poll(poll=poll, at=at, by=cast.manager)),
        ("official_tally", lambda: tally_poll(poll=poll, at=at)),
        ("certified_at", lambda: certify_poll(poll=poll, by=cast.manager, at=at)),
        ("published_at", lambda: publish_result(poll=poll, by=cast.manager, at=at)),
    ]
    for done, step in steps:
        poll.refresh_from_db()
        poll.official_tally = poll.tallies.filter(official=True).first()
        if getattr(poll, done) is None:
            step()


def decide_and_start(poll: Poll, *, cast: Cast, at: datetime) -> None:
    """The council follows the vote, and the winners become projects."""
    poll.refresh_from_db()
    if poll.decided_at is None:
        number = f"{at.year}-112"
        record_council_decision(poll=poll, number=number, decided_on=at.date(), by=cast.manager, at=at)
    start_projects(poll=poll, by=cast.manager, at=at)
