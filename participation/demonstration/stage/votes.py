"""The votes of both editions, exactly the figures of the script: on the web and on paper, or so far on the web."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate

from participation.ballots.life import GRACE
from participation.ballots.models import Choice, Poll, TurnoutDay, Urn
from participation.ballots.operations import (
    cast_ballot,
    close_poll,
    count_poll,
    enter_late,
    enter_totals,
    reconcile_poll,
    settle_duplicates,
    strike_off,
    tally_poll,
)
from participation.consultations.operations import declare
from participation.demonstration.stage.cast import Cast
from participation.demonstration.stage.script import Calendar

WEB_VOTERS, WEB_BLANK = 742, 4
#: At each place of paper, in the order of their names: voters, blank, void.
AT_PLACES = ((130, 1, 1), (232, 2, 2), (80, 0, 1))
PAPER_VOTERS = sum(voters for voters, _blank, _void in AT_PLACES)
WEB_VALID, PAPER_VALID = WEB_VOTERS - WEB_BLANK, PAPER_VOTERS - sum(blank + void for _voters, blank, void in AT_PLACES)
#: People who signed at the last place, whose urn was offline, and had voted on the web too: their paper ballot stands.
ON_BOTH_ROLLS = 3
#: When the first person votes on the web, in days; then how long until the next one, on the web and at the desk.
FIRST_ON_WEB, ON_WEB, AT_DESK = 0.1, timedelta(minutes=26), timedelta(minutes=30)
#: Voters of the running edition so far, one after the other.
FIRST_VOTERS, SINCE_OPENING = 520, timedelta(minutes=18)


def deal(votes: Sequence[int], voters: int, most: int = 3) -> list[list[int]]:
    """Deal votes to voters like cards: everyone gets at least one, at most ``most``, never two of a kind.

    :param votes: how many votes each project has; :returns: for each voter, the places of their projects.
    :raises ValueError: when it cannot be done.
    """
    total = sum(votes)
    if not voters <= total <= voters * most or max(votes, default=0) > voters:
        raise ValueError("these votes cannot come from that many voters")
    hands: list[list[int]] = [[] for _ in range(voters)]
    for place, start in enumerate(accumulate([0, *votes[:-1]])):
        for card in range(start, start + votes[place]):
            hands[card % voters].append(place)
    return hands


def split(votes: Sequence[int], part: int, whole: int) -> tuple[list[int], list[int]]:
    """Split the votes of each project between web and paper in the proportion of their voters."""
    web = [number * part // whole for number in votes]
    return web, [number - online for number, online in zip(votes, web, strict=True)]


def play_vote(poll: Poll, *, votes: dict[str, int], cast: Cast, calendar: Calendar) -> None:
    """People vote on the web and at the desks, then the poll is closed, read, counted and tallied.

    :param votes: title of each project → all its votes.
    """
    choices = list(poll.choices.order_by("no"))
    web, paper = split([votes[choice.title] for choice in choices], WEB_VALID, WEB_VALID + PAPER_VALID)
    play_web(poll, choices, web, cast=cast, calendar=calendar)
    play_desks(poll, cast=cast, calendar=calendar)
    play_days(poll, calendar=calendar)
    close_poll(poll=poll, at=poll.closes_at + GRACE)
    play_offline_urn(poll, cast=cast, calendar=calendar)
    play_places(poll, choices, paper, cast=cast, calendar=calendar)
    reconcile_poll(poll=poll, at=calendar.day(16), by=cast.manager)
    count_poll(poll=poll, at=calendar.day(16), by=cast.manager)
    poll.refresh_from_db()
    tally_poll(poll=poll, at=calendar.day(16))


def play_web(poll: Poll, choices: list[Choice], votes: list[int], *, cast: Cast, calendar: Calendar) -> None:
    """Residents vote one after the other over the days of the vote."""
    hands = deal(votes, WEB_VALID) + [[]] * WEB_BLANK + [[0]] * ON_BOTH_ROLLS
    play_hands(poll, choices, hands, every=ON_WEB, cast=cast, calendar=calendar)


def play_hands(poll, choices: list[Choice], hands: list[list[int]], *, every: timedelta, cast: Cast, calendar) -> None:
    """Residents declare that they may vote, and choose what they hold, one after the other."""
    for number, (person, hand) in enumerate(zip(cast.residents, hands, strict=False)):
        at = calendar.day(FIRST_ON_WEB) + every * number
        declare(consultation=poll.consultation, participant=person, at=at)
        cast_ballot(poll=poll, participant=person, choices=[choices[place].no for place in hand], at=at)


def play_desks(poll: Poll, *, cast: Cast, calendar: Calendar) -> None:
    """Agents strike off those who come to the desk of each place, by the line of its signature sheet."""
    agent, came, urns = cast.users["agent@exemple.fr"], 0, list(poll.urns.all())
    for urn, (voters, _blank, _void) in zip(urns, AT_PLACES, strict=True):
        for line in range(1, voters + 1 - (ON_BOTH_ROLLS if urn == urns[-1] else 0)):
            came += 1
            strike_off(poll=poll, urn=urn, by=agent, at=calendar.day(1) + AT_DESK * came, line_no=line)


def play_offline_urn(poll: Poll, *, cast: Cast, calendar: Calendar) -> None:
    """The next day the last lines of an urn that was offline are entered: those people are on the web's roll too.

    The règlement says that paper stands: their web ballots are set aside, and the link is destroyed with the count.
    """
    agent, at = cast.users["agent@exemple.fr"], calendar.day(15)
    urn = list(poll.urns.all())[-1]
    for person in cast.residents[WEB_VOTERS : WEB_VOTERS + ON_BOTH_ROLLS]:
        enter_late(poll=poll, urn=urn, participant=person, by=agent, at=at)
    settle_duplicates(poll=poll, by=cast.manager, at=at)


def play_days(poll: Poll, *, calendar: Calendar) -> None:
    """Note the total of voters each evening, as the worker did while the vote ran."""
    evenings = [calendar.day(number) for number in range(1, (poll.closes_at - poll.opens_at).days)]
    TurnoutDay.objects.bulk_create(
        TurnoutDay(
            consultation=poll.consultation,
            poll=poll,
            day=at.astimezone(poll.consultation.zone).date(),
            voters=_so_far(at - calendar.day(FIRST_ON_WEB), ON_WEB, WEB_VOTERS)
            + _so_far(at - calendar.day(1), AT_DESK, PAPER_VOTERS),
        )
        for at in evenings
    )


def _so_far(passed: timedelta, each: timedelta, most: int) -> int:
    return max(0, min(most, passed // each))


def play_places(poll: Poll, choices: list[Choice], votes: list[int], *, cast: Cast, calendar: Calendar) -> None:
    """Each place hands in its sheet: its part of the votes on paper."""
    before = 0
    for urn, (voters, blank, void) in zip(poll.urns.all(), AT_PLACES, strict=True):
        until = before + voters - blank - void
        sheet = {
            choice.no: number * until // PAPER_VALID - number * before // PAPER_VALID
            for choice, number in zip(choices, votes, strict=True)
        }
        play_sheet(urn, sheet, voters=voters, blank=blank, void=void, cast=cast, at=calendar.day(15))
        before = until


def play_sheet(urn: Urn, votes: dict[int, int], *, voters: int, blank: int, void: int, cast: Cast, at) -> None:
    """The sheet of an urn is typed by two people."""
    for email in ("agent@exemple.fr", "agente@exemple.fr"):
        enter_totals(
            urn=urn,
            voters=voters,
            blank=blank,
            void=void,
            votes=votes,
            by=cast.users[email],
            at=at,
        )


def play_first_week(poll: Poll, *, votes: dict[str, int], cast: Cast, calendar: Calendar) -> None:
    """Many residents have voted since the opening.

    :param votes: title of each project → its votes so far.
    """
    choices = list(poll.choices.order_by("no"))
    hands = deal([votes[choice.title] for choice in choices], FIRST_VOTERS)
    play_hands(poll, choices, hands, every=SINCE_OPENING, cast=cast, calendar=calendar)
