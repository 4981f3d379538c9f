"""The result: one function for page, API and documents; reasons with their numbers; past votes reproduced."""

from datetime import timedelta

import pytest

from participation.ballots.models import Poll
from participation.ballots.operations import (
    certify_poll,
    enter_totals,
    publish_result,
    record_council_decision,
    seal_poll,
    strike_off,
    tally_poll,
)
from participation.ballots.operations.publishing import (
    AlreadyDone,
    DepartureUnexplained,
    NotAWinner,
    NotCertified,
    NotPublished,
)
from participation.ballots.operations.tallying import NotCounted
from participation.ballots.results import result_of
from participation.proposals.models import Proposal
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def published(poll):
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def test_web_and_paper_are_added_and_shown_apart():
    poll = make_poll(urns=1)
    urn = poll.urns.get()
    for line in range(1, 8):
        strike_off(poll=poll, urn=urn, line_no=line, by=publisher(), at=NOW)
    for choices in ([1], [1, 2], [2], [], [4]):
        make_ballot(poll, choices)
    close(poll)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, voters=7, blank=1, void=1, votes={1: 1, 2: 4}, by=by, at=AFTER)
    result = result_of(count_votes(poll))
    assert (result.voters, result.valid, result.blank, result.void) == (12, 9, 2, 1)
    assert [(one.channel, one.voters) for one in result.channels] == [("web", 5), ("paper", 7)]
    assert [(one.no, one.votes, one.by_channel) for one in result.projects][:2] == [
        (2, 6, {"web": 2, "paper": 4}),
        (1, 3, {"web": 2, "paper": 1}),
    ]


def test_a_channel_of_few_ballots_is_not_shown_apart():
    poll = make_poll(urns=1)
    urn = poll.urns.get()
    strike_off(poll=poll, urn=urn, line_no=1, by=publisher(), at=NOW)
    for _ in range(6):
        make_ballot(poll)
    close(poll)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, voters=1, blank=0, void=0, votes={3: 1}, by=by, at=AFTER)
    result = result_of(count_votes(poll))
    assert result.channels == ()
    assert all(one.by_channel == {} for one in result.projects)
    assert result.voters == 7


def test_paper_ballots_read_one_by_one_are_counted_with_those_of_the_web():
    from participation.ballots.operations import enter_ballots

    poll = make_poll(urns=1, paper="ballots", rule="equal-shares")
    urn = poll.urns.get()
    for line in (1, 2, 3):
        strike_off(poll=poll, urn=urn, line_no=line, by=publisher(), at=NOW)
    make_ballot(poll, [1])
    close(poll)
    for by in (publisher(), make_user()):
        enter_ballots(urn=urn, ballots=[("valid", [1, 2]), ("void", []), ("blank", [])], by=by, at=AFTER)
    poll = count_votes(poll)
    assert list(poll.counted.values_list("choices", flat=True)) == [[], [1], [1, 2]]
    assert (result_of(poll).voters, result_of(poll).void) == (4, 1)


def test_every_project_says_why_it_won_or_not():
    poll = make_poll(costs=(60_000, 50_000, 10_000, 5_000), min_votes=2)
    for choices in ([1, 2], [1, 2], [1, 3], [2, 3], [1], [4]):
        make_ballot(poll, choices)
    reasons = {one.no: (one.won, one.reason) for one in result_of(count_votes(poll)).projects}
    space = "\u202f", "\u00a0"
    told = {no: (won, reason.replace(space[0], " ").replace(space[1], " ")) for no, (won, reason) in reasons.items()}
    assert told[1] == (True, "Retenu en position 1 : 4 voix, il coûte 60 000 € et il restait 100 000 €.")
    assert told[2] == (False, "Non retenu : il coûte 50 000 € et il ne restait que 40 000 € quand son tour est venu.")
    assert told[3][0]
    assert told[4] == (False, "Non retenu : 1 voix, il en faut au moins 2.")


def test_a_missed_quorum_has_no_winner():
    poll = make_poll(quorum=3)
    for _ in range(2):
        make_ballot(poll)
    result = result_of(count_votes(poll))
    assert not result.quorum_met
    assert result.winners == ()
    assert (result.spent, result.left) == (0, result.envelope)
    assert "quorum" in result.projects[0].reason


def test_a_withdrawn_project_keeps_its_votes_and_does_not_win():
    from participation.ballots.operations import withdraw_choice

    poll = make_poll()
    make_ballot(poll, [1])
    withdraw_choice(choice=poll.choices.get(no=1), reason="Terrain vendu.", by=publisher(), at=NOW)
    first = next(one for one in result_of(count_votes(poll)).projects if one.no == 1)
    assert (first.votes, first.won) == (1, False)
    assert "Terrain vendu." in first.reason


def test_certified_then_published_then_decided_each_once():
    poll = make_poll()
    make_ballot(poll, [1, 2])
    with pytest.raises(NotCounted):
        certify_poll(poll=poll, by=publisher(), at=NOW)
    with pytest.raises(NotCounted):
        tally_poll(poll=poll, at=NOW)
    poll = count_votes(poll)
    with pytest.raises(NotCertified):
        publish_result(poll=poll, by=publisher(), at=AFTER)
    with pytest.raises(NotPublished):
        record_council_decision(poll=poll, number="2026-12", decided_on=AFTER.date(), by=publisher(), at=AFTER)
    poll = published(poll)
    decision = {"poll": poll, "number": "2026-12", "decided_on": AFTER.date(), "by": publisher(), "at": AFTER}
    with pytest.raises(NotAWinner, match="4"):
        record_council_decision(**decision, adopted=[1, 4])
    with pytest.raises(DepartureUnexplained):
        record_council_decision(**decision, adopted=[1])
    record_council_decision(**decision, adopted=[1], reason="Terrain pollué.")
    assert {one.no: one.adopted for one in result_of(fresh(poll)).projects if one.won} == {1: True, 2: False}
    for again, error in [
        (lambda: certify_poll(poll=poll, by=publisher(), at=AFTER), AlreadyDone),
        (lambda: publish_result(poll=poll, by=publisher(), at=AFTER), AlreadyDone),
        (lambda: record_council_decision(**decision), AlreadyDone),
    ]:
        with pytest.raises(error):
            again()


def test_ideas_follow_the_result_and_the_decision_of_the_council():
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="vote")
    ideas = [make_proposal(consultation=consultation, status="feasible", cost_cents=3_000_000) for _ in range(4)]
    poll = Poll.objects.create(consultation=consultation, slug="suivi")
    poll = seal_poll(poll=poll, by=publisher(), at=NOW - timedelta(days=6))
    make_ballot(poll, [1, 2, 3])
    make_ballot(poll, [1, 2])
    poll = published(count_votes(poll))
    statuses = Proposal.objects.filter(consultation=consultation).order_by("number").values_list("status", flat=True)
    assert list(statuses) == ["winner", "winner", "winner", "not_winner"]
    record_council_decision(
        poll=poll,
        number="2026-12",
        decided_on=AFTER.date(),
        adopted=[1, 3],
        reason="Double emploi.",
        by=publisher(),
        at=AFTER + DAY,
    )
    assert list(statuses.all()) == ["adopted", "abandoned", "adopted", "not_winner"]
    assert ideas[0].number == 1
