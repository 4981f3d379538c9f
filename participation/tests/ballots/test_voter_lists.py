"""Lists of voters and letters with codes: keyed hashes, closed by the seal, one line one voter."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from participation.ballots import contract
from participation.ballots.contract import contract_for
from participation.ballots.keys import (
    CODE_LENGTH,
    elector_key,
    identity_of_list_line,
    new_code,
    plain_code,
    spaced_code,
)
from participation.ballots.models import Elector, Envelope, KeyMethod, LinkProof, ListImport, ProofAttempt, Roll
from participation.ballots.operations import (
    channel_of,
    empty_list,
    enter_late,
    make_codes,
    prove_code,
    read_voter_list,
    replace_code,
    seal_poll,
    strike_off,
    take_voter_list,
)
from participation.ballots.operations.casting import VotedOnPaper
from participation.ballots.operations.entitlement import KeyNotProven, proofs_to_bring
from participation.ballots.operations.keys import MOST_FAILURES, KeyTaken, KeyUnknown, OtherKeyProven, TooManyAttempts
from participation.ballots.operations.recognising import NobodyNamed, NotOnTheList
from participation.ballots.operations.sealing import NotReadyToSeal, issues_before_sealing
from participation.ballots.operations.striking import AlreadyStruckOff, VotedOnTheWeb
from participation.ballots.operations.voter_lists import CodeNotReplaced, ListClosed, NothingToTake
from participation.tests.factories.ballots import close, make_poll
from participation.tests.factories.consultations import NOW, publisher
from participation.tests.factories.voters import LIST, cast, coded_poll, listed_poll, prove_line, resident, with_list
from territories.accounts.operations import close_account
from territories.instance.models import Act
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_a_list_becomes_keyed_hashes_and_line_numbers_and_no_name_or_date_stays():
    poll = listed_poll()
    lines = dict(poll.electors.values_list("line_no", "key_hmac"))
    assert lines[1] == elector_key(poll.pk, identity_of_list_line(1, date(1962, 8, 24)))
    assert sorted(lines) == [1, 2, 7]
    kept = str(list(Elector.objects.values())) + str(list(ListImport.objects.values()))
    assert not any(secret in kept for secret in ("Dubois", "1962", "Petit"))
    assert contract_for(poll).json["electorate"]["listed"] == 3


def test_a_person_of_the_list_proves_their_line_and_votes():
    poll, person = listed_poll(), resident()
    with pytest.raises(KeyNotProven, match="numéro sur la liste"):
        cast(poll, person)
    assert [one.value for one in proofs_to_bring(poll, person)] == ["key"]
    prove_line(poll, person)
    assert proofs_to_bring(poll, person) == []
    assert not cast(poll, person, [1]).replaced
    assert cast(poll, person, [2]).replaced
    assert poll.electors.count() == 3
    assert channel_of(poll, person) == "web"


def test_a_line_belongs_to_the_account_that_proved_it_first():
    poll, first, second = listed_poll(), resident(), resident()
    prove_line(poll, first)
    prove_line(poll, first)
    with pytest.raises(KeyTaken, match="mairie"):
        prove_line(poll, second)
    with pytest.raises(OtherKeyProven):
        prove_line(poll, first, 2, date(1990, 2, 1))


def test_whoever_closes_their_account_takes_their_line_and_their_one_vote_to_the_next():
    poll, user = listed_poll(), make_user()
    prove_line(poll, user.participant)
    cast(poll, user.participant, [1])
    close_account(user=user, at=NOW)
    again = resident()
    prove_line(poll, again)
    assert cast(poll, again, [2]).replaced
    assert Envelope.objects.get(poll=poll).choices == [2]


def test_dates_of_birth_are_not_guessed():
    poll, person = listed_poll(), resident()
    for year in range(MOST_FAILURES):
        with pytest.raises(KeyUnknown):
            prove_line(poll, person, born=date(1950 + year, 1, 1))
    with pytest.raises(TooManyAttempts):
        prove_line(poll, person)
    prove_line(poll, person, at=NOW + timedelta(hours=1))
    assert not ProofAttempt.objects.exists()


def test_a_list_is_closed_by_the_seal_whatever_the_path():
    poll = listed_poll()
    for act in (
        lambda: read_voter_list(poll=poll, data=LIST.encode(), by=publisher(), at=NOW),
        lambda: take_voter_list(poll=poll, by=publisher(), at=NOW),
        lambda: make_codes(poll=poll, number=1, by=publisher(), at=NOW),
    ):
        with pytest.raises(ListClosed):
            act()
    common = {"consultation": poll.consultation, "poll": poll}
    for act in (
        lambda: Elector.objects.create(**common, key_hmac="a" * 64, line_no=9, listed=True),
        lambda: Elector.objects.create(**common, key_hmac="b" * 64),
        lambda: poll.electors.filter(line_no=7).delete(),
        lambda: poll.electors.filter(line_no=7).update(line_no=8),
        lambda: poll.electors.filter(line_no=7).update(listed=False),
    ):
        with pytest.raises(IntegrityError, match="list_is_closed_by_the_seal"), transaction.atomic():
            act()


def test_nobody_is_put_on_a_list_after_the_seal_whatever_the_method():
    poll, person = make_poll(), resident()
    cast(poll, person)
    with pytest.raises(IntegrityError, match="list_is_closed_by_the_seal"), transaction.atomic():
        poll.electors.update(listed=True, line_no=1)


def test_the_sealed_rule_says_how_long_the_list_is_and_how_a_link_is_proven(monkeypatch):
    poll = with_list()
    true = contract._electorate
    for lie in ({"listed": 4}, {"listed": None}, {"link_proof": "document"}):
        monkeypatch.setattr(contract, "_electorate", lambda poll, lie=lie: true(poll) | lie)
        with pytest.raises(IntegrityError, match="electorate_holds"), transaction.atomic():
            seal_poll(poll=poll, by=publisher(), at=NOW)


def test_a_list_is_emptied_until_the_seal_so_that_another_method_may_be_chosen():
    poll = make_poll(sealed=False, key_method=KeyMethod.CODE)
    make_codes(poll=poll, number=2, by=publisher(), at=NOW)
    empty_list(poll=poll, by=publisher(), at=NOW)
    assert not poll.electors.exists()
    assert Act.objects.get(verb="poll.list_emptied").before == {"lines": 2}
    with pytest.raises(ListClosed):
        empty_list(poll=listed_poll(), by=publisher(), at=NOW)


def test_a_list_is_read_again_until_it_is_taken_over():
    poll = make_poll(sealed=False, key_method=KeyMethod.LIST)
    with pytest.raises(NothingToTake):
        take_voter_list(poll=poll, by=publisher(), at=NOW)
    for text in (LIST, LIST + "9;Noël;03/03/1933\n"):
        read_voter_list(poll=poll, data=text.encode("cp1252"), by=publisher(), at=NOW)
    assert take_voter_list(poll=poll, by=publisher(), at=NOW) == 4
    assert ListImport.objects.get().lines == []
    read_voter_list(poll=poll, data=LIST.encode(), by=publisher(), at=NOW)
    assert take_voter_list(poll=poll, by=publisher(), at=NOW) == 3
    assert Act.objects.filter(verb="poll.list_taken").count() == 2


def test_the_seal_asks_for_a_list_and_a_link_by_list_for_a_method_that_has_one():
    poll = make_poll(sealed=False, key_method=KeyMethod.LIST)
    assert "no_list" in {issue.code for issue in issues_before_sealing(poll, at=NOW)}
    with pytest.raises(NotReadyToSeal, match="liste"):
        seal_poll(poll=poll, by=publisher(), at=NOW)
    with pytest.raises(IntegrityError, match="poll_link_by_list_has_a_list"), transaction.atomic():
        make_poll(sealed=False, link_proof=LinkProof.LIST)


@pytest.mark.parametrize(
    ("constraint", "line"),
    [("elector_once_per_line", {"line_no": 1}), ("elector_listed_on_a_line", {"line_no": None})],
)
def test_a_line_is_on_a_list_once(constraint, line):
    poll = make_poll(sealed=False, key_method=KeyMethod.LIST)
    common = {"consultation": poll.consultation, "poll": poll, "listed": True}
    Elector.objects.create(**common, key_hmac="a" * 64, line_no=1)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Elector.objects.create(**common, key_hmac="b" * 64, **line)


@pytest.mark.parametrize("name", ["list_import_one_at_a_time", "list_import_forgets_its_lines"])
def test_constraints_of_what_is_read(name):
    poll = make_poll(sealed=False, key_method=KeyMethod.LIST)
    row = {"consultation": poll.consultation, "poll": poll, "number": 1, "read_at": NOW, "read_by": publisher()}
    ListImport.objects.create(**row)
    wrong = {"taken_at": NOW, "lines": [[1, "a"]]} if name == "list_import_forgets_its_lines" else {}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ListImport.objects.create(**row, **wrong)


def test_paper_voters_of_a_list_are_struck_off_by_their_line():
    poll, person = listed_poll(urns=1), resident()
    urn = poll.urns.get()
    strike_off(poll=poll, urn=urn, line_no=1, by=publisher(), at=NOW)
    with pytest.raises(AlreadyStruckOff):
        strike_off(poll=poll, urn=urn, line_no=1, by=publisher(), at=NOW)
    with pytest.raises(NotOnTheList):
        strike_off(poll=poll, urn=urn, line_no=3, by=publisher(), at=NOW)
    prove_line(poll, person)
    with pytest.raises(VotedOnPaper):
        cast(poll, person)


def test_a_line_that_voted_on_the_web_is_found_when_the_paper_list_is_entered_later():
    poll, person = listed_poll(urns=1), resident()
    prove_line(poll, person)
    cast(poll, person)
    with pytest.raises(VotedOnTheWeb):
        strike_off(poll=poll, urn=poll.urns.get(), line_no=1, by=publisher(), at=NOW)
    close(poll)
    assert enter_late(poll=poll, urn=poll.urns.get(), line_no=1, by=publisher(), at=NOW)
    assert not enter_late(poll=poll, urn=poll.urns.get(), line_no=7, by=publisher(), at=NOW)


def test_a_code_is_told_once_kept_as_a_hash_and_serves_one_account():
    poll, codes = coded_poll()
    assert not any(code in str(list(Elector.objects.values())) for code in codes)
    first, second = resident(), resident()
    prove_code(poll=poll, participant=first, code=spaced_code(codes[0]).lower(), at=NOW)
    cast(poll, first)
    with pytest.raises(KeyTaken):
        prove_code(poll=poll, participant=second, code=codes[0], at=NOW)
    with pytest.raises(KeyUnknown):
        prove_code(poll=poll, participant=second, code=new_code(), at=NOW)
    assert Roll.objects.get(poll=poll).elector.line_no == 1


def test_codes_are_drawn_from_signs_that_look_like_no_other():
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert not set(code) & set("IL0O1")
    assert plain_code(spaced_code(code)) == code


def test_a_lost_code_is_replaced_with_a_reason_while_it_has_not_voted():
    poll, codes = coded_poll()
    with pytest.raises(CodeNotReplaced):
        replace_code(poll=poll, line_no=1, reason=" ", by=publisher(), at=NOW)
    new = replace_code(poll=poll, line_no=1, reason="Lettre perdue", by=publisher(), at=NOW)
    person = resident()
    with pytest.raises(KeyUnknown):
        prove_code(poll=poll, participant=person, code=codes[0], at=NOW)
    prove_code(poll=poll, participant=person, code=new, at=NOW)
    cast(poll, person)
    with pytest.raises(CodeNotReplaced):
        replace_code(poll=poll, line_no=1, reason="Encore", by=publisher(), at=NOW)
    with pytest.raises(IntegrityError, match="list_is_closed_by_the_seal"), transaction.atomic():
        poll.electors.filter(line_no=1).update(key_hmac="c" * 64)
    assert Act.objects.get(verb="poll.code_replaced").reason == "Lettre perdue"
    assert poll.electors.filter(listed=True).count() == 3


def test_a_letter_is_shown_at_a_desk_by_its_code_or_its_number():
    poll, codes = coded_poll(urns=1)
    urn = poll.urns.get()
    strike_off(poll=poll, urn=urn, code=codes[0], by=publisher(), at=NOW)
    with pytest.raises(AlreadyStruckOff):
        strike_off(poll=poll, urn=urn, line_no=1, by=publisher(), at=NOW)
    with pytest.raises(NobodyNamed):
        strike_off(poll=poll, urn=urn, by=publisher(), at=NOW)


def test_letters_are_numbered_on():
    poll = make_poll(sealed=False, key_method=KeyMethod.CODE)
    numbers = [no for _ in range(2) for no, _code in make_codes(poll=poll, number=2, by=publisher(), at=NOW)]
    assert numbers == [1, 2, 3, 4]
