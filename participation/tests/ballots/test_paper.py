"""Paper: struck off once whatever the channel, sheets typed twice, people on both rolls settled as sealed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participation.ballots.models import Counted, Duplicate, Envelope, Leaf, PaperBallot, Roll, SheetEntry
from participation.ballots.operations import (
    enter_ballots,
    enter_late,
    enter_totals,
    reconcile_poll,
    settle_duplicates,
    strike_off,
    undo_strike_off,
)
from participation.ballots.operations.casting import PollClosed
from participation.ballots.operations.counting import DuplicatesLeft, GapsUnexplained, NotClosed, SheetsMissing
from participation.ballots.operations.sheets import EnteredByYou, SheetDoesNotAddUp, SheetSettled, differences
from participation.ballots.operations.striking import (
    AlreadyStruckOff,
    NobodyNamed,
    NoPaperVote,
    NotStruckOff,
    TooLateForPaper,
    VotedOnTheWeb,
)
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll, make_urn
from participation.tests.factories.consultations import NOW, publisher
from territories.tests.factories.accounts import make_participant, make_staff, make_user

pytestmark = pytest.mark.django_db


def strike(poll, *, at=NOW, urn=None, **who):
    return strike_off(poll=poll, urn=urn or poll.urns.first(), by=publisher(), at=at, **who)


def type_totals(urn, by, *, voters=3, blank=0, void=0, votes=None):
    votes = {1: voters - blank - void} if votes is None else votes
    return enter_totals(urn=urn, voters=voters, blank=blank, void=void, votes=votes, by=by, at=AFTER)


def test_a_web_voter_is_refused_at_the_desk():
    poll = make_poll(urns=1)
    person = make_ballot(poll, participant=make_user(email="web@exemple.fr").participant)
    with pytest.raises(VotedOnTheWeb):
        strike(poll, email="WEB@exemple.fr")
    with pytest.raises(VotedOnTheWeb):
        strike(poll, participant=person)
    assert Roll.objects.get(poll=poll).channel == "web"


def test_nobody_is_struck_off_twice_whichever_urn_they_go_to():
    poll = make_poll(urns=2)
    first, second = poll.urns.all()
    strike(poll, urn=first, email="jeanne@exemple.fr")
    strike(poll, urn=first, line_no=12)
    for urn, who in [(first, {"line_no": 12}), (second, {"email": "Jeanne+x@exemple.fr"})]:
        with pytest.raises(AlreadyStruckOff):
            strike(poll, urn=urn, **who)
    strike(poll, urn=second, line_no=12)  # line 12 of another list is another person
    assert Roll.objects.filter(poll=poll, channel="paper").count() == 3


def test_striking_off_needs_somebody_an_urn_of_the_poll_and_an_open_vote():
    poll, other = make_poll(urns=1), make_poll(urns=1)
    with pytest.raises(NobodyNamed):
        strike(poll)
    with pytest.raises(NoPaperVote):
        strike(poll, urn=other.urns.get(), line_no=1)
    with pytest.raises(PollClosed):
        strike(poll, line_no=1, at=AFTER)
    close(poll)
    with pytest.raises(PollClosed):
        strike(poll, line_no=1)


def test_a_strike_off_by_mistake_is_undone_with_a_reason_and_the_web_takes_the_person_again():
    poll, person = make_poll(urns=1), make_participant(email="jean@exemple.fr")
    urn = poll.urns.get()
    strike(poll, participant=person)
    for reason, who in [("", person), ("Erreur de ligne", make_participant())]:
        with pytest.raises(NotStruckOff):
            undo_strike_off(poll=poll, urn=urn, participant=who, reason=reason, by=publisher(), at=NOW)
    undo_strike_off(poll=poll, urn=urn, participant=person, reason="Erreur de ligne", by=publisher(), at=NOW)
    make_ballot(poll, participant=person)
    assert Roll.objects.get(poll=poll).channel == "web"


def test_a_sheet_is_typed_by_two_different_people():
    poll = make_poll(urns=1)
    urn, first, second = poll.urns.get(), publisher(), make_user()
    with pytest.raises(NotClosed):
        type_totals(urn, first)
    close(poll)
    type_totals(urn, first)
    with pytest.raises(EnteredByYou):
        type_totals(urn, first)
    entry = type_totals(urn, second)
    urn.refresh_from_db()
    assert urn.settled_entry == entry
    with pytest.raises(SheetSettled):
        type_totals(urn, make_user())
    with pytest.raises(IntegrityError, match="sheet_entered_by_different_people"), transaction.atomic():
        SheetEntry.objects.create(
            consultation=poll.consultation,
            poll=poll,
            urn=urn,
            rank=3,
            voters=1,
            blank=0,
            void=0,
            votes={},
            entered_by=first,
            entered_at=AFTER,
        )


def test_a_difference_is_corrected_by_one_of_the_two_or_settled_by_a_third():
    poll = close(make_poll(urns=2))
    corrected, settled = poll.urns.all()
    first, second, third = publisher(), make_user(), make_user()
    for urn in (corrected, settled):
        type_totals(urn, first, voters=3)
        type_totals(urn, second, voters=4)
        assert differences(urn) == [
            {"label": "votants", "read": ["3", "4"]},
            {"label": "projet 001", "read": ["3", "4"]},
        ]
    type_totals(corrected, first, voters=4)
    type_totals(settled, third, voters=5)
    for urn, voters in ((corrected, 4), (settled, 5)):
        urn.refresh_from_db()
        assert urn.settled_entry.voters == voters
        assert differences(urn) == []


@pytest.mark.parametrize(
    "totals",
    [
        {"voters": 3, "blank": 2, "void": 2},
        {"voters": 3, "votes": {1: 4}},
        {"voters": 3, "votes": {1: 1}},
        {"voters": 1, "votes": {1: 1, 2: 1, 3: 1, 4: 1}},
    ],
)
def test_a_sheet_that_cannot_come_from_ballots_is_refused(totals):
    poll = close(make_poll(urns=1))
    with pytest.raises(SheetDoesNotAddUp):
        type_totals(poll.urns.get(), publisher(), **totals)


def test_ballots_typed_one_by_one_are_compared_one_by_one():
    poll = close(make_poll(urns=1, paper="ballots"))
    urn = poll.urns.get()
    read = [("valid", [1, 2]), ("blank", []), ("void", []), ("valid", [3])]
    with pytest.raises(SheetDoesNotAddUp):
        type_totals(urn, publisher())
    with pytest.raises(SheetDoesNotAddUp, match="bulletin 1"):
        enter_ballots(urn=urn, ballots=[("valid", [1, 2, 3, 4])], by=publisher(), at=AFTER)
    enter_ballots(urn=urn, ballots=read, by=publisher(), at=AFTER)
    other = make_user()
    enter_ballots(urn=urn, ballots=[*read[:3], ("valid", [4])], by=other, at=AFTER)
    assert {"label": "bulletin 4", "read": ["3", "4"]} in differences(urn)
    entry = enter_ballots(urn=urn, ballots=read, by=other, at=AFTER)
    urn.refresh_from_db()
    assert urn.settled_entry == entry
    assert (entry.voters, entry.blank, entry.void) == (4, 1, 1)
    assert PaperBallot.objects.filter(entry=entry).count() == 4


def test_single_ballots_that_two_people_read_differently_are_settled_by_a_third():
    poll = close(make_poll(urns=1, paper="ballots"))
    urn = poll.urns.get()
    read = [("valid", [1, 2]), ("valid", [3]), ("void", [])]
    for by, last in ((publisher(), "void"), (make_user(), "blank")):
        enter_ballots(urn=urn, ballots=[*read[:2], (last, [])], by=by, at=AFTER)
    assert {"label": "bulletin 3", "read": ["nul", "blanc"]} in differences(urn)
    with pytest.raises(SheetsMissing):
        reconcile_poll(poll=poll, at=AFTER)
    third = make_user()
    entry = enter_ballots(urn=urn, ballots=[*read[:2], ("valid", [4])], by=third, at=AFTER)
    urn.refresh_from_db()
    assert (urn.settled_entry, entry.entered_by, entry.voters) == (entry, third, 3)
    poll = count_votes(poll, gap_reason="Les signatures sont sur une liste perdue.")
    assert list(Counted.objects.filter(poll=poll).order_by("no").values_list("choices", flat=True)) == [
        [1, 2],
        [3],
        [4],
    ]


def test_the_count_waits_for_every_sheet():
    poll = make_poll(urns=2)
    with pytest.raises(SheetsMissing, match="Urne 1, Urne 2"):
        count_votes(poll)
    urn = poll.urns.first()
    type_totals(urn, publisher(), voters=0)
    with pytest.raises(SheetsMissing):
        count_votes(poll)


def test_rolls_and_ballots_that_differ_need_a_written_reason():
    poll = make_poll(urns=1)
    strike(poll, line_no=1)
    urn = close(poll).urns.get()
    for by in (publisher(), make_user()):
        type_totals(urn, by, voters=2)
    with pytest.raises(GapsUnexplained, match="1 émargements, 2 bulletins"):
        reconcile_poll(poll=poll, at=AFTER)
    reconcile_poll(poll=poll, at=AFTER, by=publisher(), gap_reason="Une personne n’a pas signé.")
    assert fresh(poll).gap_reason == "Une personne n’a pas signé."
    with pytest.raises(IntegrityError, match="paper_until_reconciled"), transaction.atomic():
        make_urn(poll, name="Oubliée")
    with pytest.raises(TooLateForPaper):
        enter_late(poll=poll, urn=urn, line_no=9, by=publisher(), at=AFTER)


@pytest.mark.parametrize("kept", ["paper", "web"])
def test_the_desk_reads_who_is_on_both_rolls_and_which_vote_stands(client, kept):
    poll = make_poll(urns=1, duplicates=kept)
    urn, three = poll.urns.get(), [make_participant(name=name) for name in ("Ana", "Bilal", "Cléo")]
    for person in three:
        make_ballot(poll, participant=person)
    close(poll)
    for person in three:
        enter_late(poll=poll, urn=urn, participant=person, by=publisher(), at=AFTER)
    client.force_login(make_staff("agent", poll.consultation.area))
    desk = reverse("participation:desk_roll", args=[poll.slug])
    before = client.get(desk).text
    assert [before.count(name) for name in ("Ana", "Bilal", "Cléo", "à régler")] == [1, 1, 1, 3]
    settle_duplicates(poll=poll, by=publisher(), at=AFTER)
    after = client.get(desk).text
    assert "à régler" not in after
    words = {"paper": "le bulletin papier compte", "web": "le vote par internet compte"}
    assert after.count(words[kept]) == 3


@pytest.mark.parametrize("kept", ["paper", "web"])
def test_people_on_both_rolls_keep_one_vote_as_the_sealed_rule_says(kept):
    poll = make_poll(urns=1, duplicates=kept)
    urn = poll.urns.get()
    both = [make_ballot(poll, [1]) for _ in range(3)]
    make_ballot(poll, [2])
    close(poll)
    assert not enter_late(poll=poll, urn=urn, line_no=7, by=publisher(), at=AFTER)
    for person in both:
        assert enter_late(poll=poll, urn=urn, participant=person, by=publisher(), at=AFTER)
    with pytest.raises(AlreadyStruckOff):
        enter_late(poll=poll, urn=urn, participant=both[0], by=publisher(), at=AFTER)
    paper = 4 if kept == "paper" else 1
    for by in (publisher(), make_user()):
        type_totals(urn, by, voters=paper)
    with pytest.raises(DuplicatesLeft):
        reconcile_poll(poll=poll, at=AFTER)
    assert settle_duplicates(poll=poll, by=publisher(), at=AFTER) == 3
    assert Roll.objects.filter(poll=poll).count() == 5
    assert Roll.objects.filter(poll=poll, channel="paper").count() == paper
    assert Envelope.objects.filter(poll=poll).count() == 5 - paper
    assert Duplicate.objects.filter(poll=poll, kept=kept).count() == 3
    poll = count_votes(poll)
    assert {one.channel: one.voters for one in poll.channel_counts.all()} == {"web": 5 - paper, "paper": paper}
    assert Leaf.objects.filter(poll=poll, kept=True).count() == 5 - paper
