"""The two editions of the budget: prepared, published, sealed; the first carried to its projects."""

from datetime import date

from participation.ballots.models import BallotKind, Paper, Poll, RuleName, Urn
from participation.ballots.operations import certify_poll, publish_result, record_council_decision, seal_poll
from participation.consultations.models import Consultation, ConsultationKind, Phase, Rulebook
from participation.consultations.operations import publish_consultation
from participation.demonstration.stage.cast import Cast
from participation.demonstration.stage.ideas import Ideas, play_comments, play_ideas
from participation.demonstration.stage.mails import play_reminders
from participation.demonstration.stage.script import CAP, ENVELOPE, ORGANISER, PHASES, Calendar, words
from participation.demonstration.stage.votes import play_first_week, play_vote
from territories.accounts.models import Link
from territories.actors.models import Organisation

DESCRIPTION = (
    "Chaque année, l’agglomération confie 100 000 € à ses habitants. **Chacun peut proposer une idée**, en discuter, "
    "puis voter. Les projets retenus sont réalisés dans l’année, et chacun peut suivre leur avancement."
)
#: Where people vote on paper.
PLACES = (
    ("Mairie de Saint-Dié-des-Vosges", "Place Jules-Ferry, du lundi au samedi, de 9 h à 17 h"),
    ("Mairie de Raon-l’Étape", "Rue Jules-Ferry, le mercredi et le samedi, de 9 h à 12 h"),
    ("Mairie de Senones", "Place Dom-Calmet, le samedi, de 9 h à 12 h"),
)
DECLARATION = "J’ai 16 ans ou plus, et j’habite, travaille ou étudie dans l’agglomération."


def prepare(*, edition: int, cast: Cast, calendar: Calendar) -> Consultation:
    """Write an edition with its calendar and its rulebook, and publish it ten days before the call for ideas."""
    script = words()
    year = calendar.vote_opens_at.year
    consultation = Consultation.objects.create(
        kind=ConsultationKind.BUDGET,
        title=f"{script['name']} {year}" if edition == 1 else script["name"],
        slug=f"{script['series']}-{edition}",
        series=script["series"],
        edition=edition,
        summary="100 000 € pour des projets proposés, choisis et suivis par les habitants.",
        description=DESCRIPTION,
        area=cast.area,
        organiser=Organisation.objects.get(slug=ORGANISER),
        deciding_body="le conseil communautaire",
        envelope_cents=ENVELOPE,
        project_cap_cents=CAP,
        accepted_links=[Link.LIVES, Link.WORKS, Link.STUDIES],
        minimum_age=16,
        declaration=DECLARATION,
        ideas_per_person=3,
    )
    for kind in PHASES:
        opens_at, closes_at = calendar.phase(kind)
        Phase.objects.create(consultation=consultation, kind=kind, opens_at=opens_at, closes_at=closes_at)
    Rulebook.objects.create(
        consultation=consultation,
        version=1,
        text=script["rulebook"],
        deliberation_number=f"{year}-{40 + edition}",
        deliberated_on=calendar.day(-150).date(),
    )
    publish_consultation(consultation=consultation, by=cast.manager, at=calendar.day(-140))
    consultation.refresh_from_db()
    return consultation


def seal(consultation: Consultation, *, places: int, cast: Cast, calendar: Calendar) -> Poll:
    """Prepare the vote of the rulebook, with its first places of paper, and seal it three days before it opens."""
    poll = Poll.objects.create(
        consultation=consultation,
        slug=consultation.slug,
        ballot_kind=BallotKind.CHOOSE,
        min_choices=1,
        max_choices=3,
        envelope_cents=ENVELOPE,
        cap_cents=CAP,
        rule=RuleName.GREEDY,
        min_votes=100,
        paper=Paper.TOTALS,
    )
    for name, address in PLACES[:places]:
        Urn.objects.create(consultation=consultation, poll=poll, name=name, address=address)
    return seal_poll(poll=poll, by=cast.manager, at=calendar.day(-3))


def play_first(*, cast: Cast, calendar: Calendar) -> Poll:
    """The finished edition, up to the council's decision."""
    consultation = prepare(edition=1, cast=cast, calendar=calendar)
    facts = words()["first"]
    play_ideas(Ideas(consultation=consultation, cast=cast, calendar=calendar), studied=facts)
    poll = seal(consultation, places=len(PLACES), cast=cast, calendar=calendar)
    play_reminders(consultation, until=calendar.day(1))
    play_vote(poll, votes={one["title"]: one["votes"] for one in facts}, cast=cast, calendar=calendar)
    certify_poll(poll=poll, by=cast.manager, at=calendar.day(17))
    publish_result(poll=poll, by=cast.manager, at=calendar.day(18.5))
    decided: date = calendar.day(26).date()
    record_council_decision(
        poll=poll, number=f"{decided.year}-87", decided_on=decided, by=cast.manager, at=calendar.day(27)
    )
    play_reminders(consultation, until=calendar.day(40))
    return poll


def play_second(*, cast: Cast, calendar: Calendar) -> Poll:
    """The running edition: ten projects on the ballot, and the first neighbours who voted."""
    consultation = prepare(edition=2, cast=cast, calendar=calendar)
    ideas = Ideas(consultation=consultation, cast=cast, calendar=calendar)
    facts = words()["second"]
    play_ideas(ideas, studied=facts, detours=True)
    play_comments(ideas)
    poll = seal(consultation, places=1, cast=cast, calendar=calendar)
    play_reminders(consultation, until=calendar.day(1))
    play_first_week(poll, votes={one["title"]: one["votes"] for one in facts}, cast=cast, calendar=calendar)
    return poll
