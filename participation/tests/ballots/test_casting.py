"""Casting: one ballot per person and per key, replaced until the close, refused by name otherwise."""

import pytest
from django.db import IntegrityError, connection, transaction

from participation.ballots.keys import elector_key, identity_of
from participation.ballots.models import Basket, Elector, Envelope, Leaf, Roll
from participation.ballots.operations import (
    cast_ballot,
    channel_of,
    close_poll,
    remember_choice,
    strike_off,
    withdraw_choice,
)
from participation.ballots.operations.casting import PollClosed, PollNotOpen, PollSuspended, RulesChanged, VotedOnPaper
from participation.ballots.rules import fingerprint
from participation.ballots.rules.refusals import EmptyBallot, NotOnTheBallot, OverTheEnvelope, TooManyChoices
from participation.consultations.operations import NotEligible
from participation.tests.factories.ballots import AFTER, close, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW, make_consultation, publisher
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


def cast(poll, participant, choices=(1,), at=NOW):
    return cast_ballot(poll=poll, participant=participant, choices=choices, at=at)


def test_a_vote_is_a_line_on_the_roll_an_envelope_and_a_leaf():
    poll, person = make_poll(), make_participant(email="jeanne@exemple.fr")
    receipt = cast(poll, person, [3, 1, 3])
    envelope = Envelope.objects.get(poll=poll)
    assert envelope.choices == [1, 3]
    assert envelope.roll.elector.participant == person
    assert receipt.commitment == fingerprint({"poll": poll.slug, "choices": [1, 3], "nonce": envelope.nonce})
    assert Leaf.objects.get(poll=poll).commitment == receipt.commitment
    assert not receipt.replaced
    assert channel_of(poll, person) == "web"


def test_a_vote_is_replaced_until_the_close_and_so_is_its_receipt():
    poll, person = make_poll(), make_participant(email="jeanne@exemple.fr")
    first, second = cast(poll, person, [1]), cast(poll, person, [2])
    assert second.replaced
    assert first.commitment != second.commitment
    assert Envelope.objects.get(poll=poll).choices == [2]
    assert Roll.objects.filter(poll=poll).count() == 1
    assert Leaf.objects.filter(poll=poll).count() == 2


def test_casting_takes_two_round_trips_besides_the_conditions_of_the_consultation(django_assert_num_queries):
    poll, person = make_poll(), make_participant(email="jeanne@exemple.fr")
    identity_of(person)  # the account and its address are read at sign-in
    with django_assert_num_queries(4):  # savepoint, lock and vote, the mail owed, release
        cast(poll, person)


@pytest.mark.parametrize(
    ("choices", "refusal"), [([], None), ([9], NotOnTheBallot), ([1, 2, 3, 4], TooManyChoices), ([1, 2, 3], None)]
)
def test_a_ballot_holds_one_to_three_projects_or_none(choices, refusal):
    poll, person = make_poll(), make_participant()
    if refusal is None:
        cast(poll, person, choices)
        assert Envelope.objects.get(poll=poll).choices == sorted(choices)
    else:
        with pytest.raises(refusal):
            cast(poll, person, choices)
        assert not Roll.objects.filter(poll=poll).exists()


def test_a_blank_ballot_is_refused_where_the_rule_has_none():
    poll = make_poll(allow_blank=False)
    with pytest.raises(EmptyBallot):
        cast(poll, make_participant(), [])


def test_an_envelope_ballot_holds_projects_while_they_fit():
    poll = make_poll(costs=(60_000, 30_000, 20_000), ballot_kind="envelope", max_choices=None)
    cast(poll, make_participant(), [1, 2])
    with pytest.raises(OverTheEnvelope):
        cast(poll, make_participant(), [1, 2, 3])


def test_an_unsealed_poll_takes_nothing():
    with pytest.raises(PollNotOpen):
        cast(make_poll(sealed=False), make_participant())


def test_the_opening_belongs_to_the_vote_and_the_closing_does_not():
    poll = make_poll(opens=-1, closes=1)
    with pytest.raises(PollNotOpen, match="ouvre le"):
        cast(poll, make_participant(), at=NOW - 2 * DAY)
    cast(poll, make_participant(), at=poll.opens_at)
    with pytest.raises(PollClosed):
        cast(poll, make_participant(), at=poll.closes_at)


def test_a_suspended_consultation_takes_no_vote():
    poll = make_poll()
    type(poll.consultation).objects.filter(pk=poll.consultation_id).update(
        frozen_at=NOW, frozen_reason="Recours", frozen_authority="Tribunal administratif", frozen_decided_on=NOW.date()
    )
    with pytest.raises(PollSuspended):
        cast(fresh(poll), make_participant())


def test_a_ballot_that_was_checked_against_an_older_contract_is_not_taken():
    poll, person = make_poll(), make_participant()
    withdraw_choice(choice=poll.choices.get(no=2), reason="Terrain vendu", by=publisher(), at=NOW)
    with pytest.raises(RulesChanged, match="viennent de changer"):
        cast(poll, person, [1, 2])
    assert not Roll.objects.filter(poll=poll).exists()
    with pytest.raises(NotOnTheBallot):
        cast(fresh(poll), person, [1, 2])
    cast(fresh(poll), person, [1])


def test_conditions_not_met_say_what_to_do():
    consultation = make_consultation(running=None, accepted_links=["lives"])
    poll = make_poll(consultation=consultation)
    with pytest.raises(NotEligible, match="commune"):
        cast(poll, make_participant())
    with pytest.raises(NotEligible):
        cast(poll, make_participant(home=make_commune(), links=["lives"]))


def test_a_new_account_with_the_same_address_is_the_same_voter():
    poll = make_poll()
    gone = make_user(email="Jeanne.Dupont@exemple.fr").participant
    cast(poll, gone, [1])
    gone.user.delete()
    back = make_user(email="jeanne.dupont+vote@exemple.fr").participant
    assert back != gone
    assert cast(poll, back, [2]).replaced
    assert Envelope.objects.get(poll=poll).choices == [2]


def test_a_person_who_changes_their_address_keeps_their_one_vote():
    poll, user = make_poll(), make_user(email="avant@exemple.fr")
    cast(poll, user.participant, [1])
    user.email = "apres@exemple.fr"
    user.save()
    person = type(user.participant).objects.get(pk=user.participant_id)
    assert cast(poll, person, [2]).replaced
    assert Envelope.objects.get(poll=poll).choices == [2]


def test_the_same_person_has_another_key_in_each_poll():
    assert elector_key(1, "email:a@b.fr") != elector_key(2, "email:a@b.fr")


def test_whoever_voted_on_paper_is_refused_on_the_web_in_plain_french():
    poll = make_poll(urns=1)
    person = make_user(email="papier@exemple.fr").participant
    strike_off(poll=poll, urn=poll.urns.get(), email="Papier@exemple.fr", by=publisher(), at=NOW)
    with pytest.raises(VotedOnPaper, match="déjà voté sur papier"):
        cast(poll, person)
    assert not Envelope.objects.filter(poll=poll).exists()
    assert channel_of(poll, person) == "paper"


def test_casting_forgets_that_a_choice_waited():
    poll, person = make_poll(), make_participant()
    remember_choice(poll=poll, participant=person, at=NOW)
    remember_choice(poll=poll, participant=person, at=NOW)
    assert Basket.objects.filter(poll=poll).count() == 1
    cast(poll, person)
    assert not Basket.objects.filter(poll=poll).exists()


def test_no_ballot_enters_a_closed_or_unsealed_poll_by_any_path():
    poll = make_poll()
    make_ballot(poll)
    envelope = Envelope.objects.get(poll=poll)
    with pytest.raises(IntegrityError, match="envelope_stays_until_closed"), transaction.atomic():
        envelope.delete()
    close_poll(poll=poll, at=AFTER)
    with pytest.raises(IntegrityError, match="envelope_only_while_open"), transaction.atomic():
        Envelope.objects.filter(pk=envelope.pk).update(choices=[2])
    elector = Elector.objects.create(consultation=poll.consultation, poll=poll, key_hmac="0" * 64)
    with pytest.raises(IntegrityError, match="roll_follows_the_poll"), transaction.atomic():
        Roll.objects.create(consultation=poll.consultation, poll=poll, elector=elector, channel="web")
    with pytest.raises(PollClosed):
        make_ballot(poll)


def test_one_person_has_one_line_on_the_roll_whatever_the_path():
    poll = make_poll()
    make_ballot(poll)
    roll = Roll.objects.get(poll=poll)
    with pytest.raises(IntegrityError, match="roll_once_per_elector"), transaction.atomic():
        Roll.objects.create(consultation=poll.consultation, poll=poll, elector=roll.elector, channel="web")
    with pytest.raises(IntegrityError, match="elector_once_per_key"), transaction.atomic():
        Elector.objects.create(consultation=poll.consultation, poll=poll, key_hmac=roll.elector.key_hmac)
    with pytest.raises(IntegrityError, match="roll_follows_the_poll"), transaction.atomic():
        Roll.objects.filter(pk=roll.pk).update(channel="paper", urn=None)


def test_the_roll_keeps_no_time_and_no_table_of_the_vote_does_before_the_count():
    columns = {}
    with connection.cursor() as cursor:
        for model in (Elector, Roll, Envelope, Leaf):
            table = connection.introspection.get_table_description(cursor, model._meta.db_table)
            columns[model.__name__] = {column.name for column in table}
    assert not any(name.endswith("_at") or name == "at" for names in columns.values() for name in names)


def test_a_closed_poll_stays_closed_to_a_vote_received_after_it():
    poll = close(make_poll())
    with pytest.raises(PollClosed):
        make_ballot(poll, at=NOW)


def test_a_vote_owes_one_mail_that_holds_no_choice_and_no_code_however_often_it_is_replaced():
    poll, person = make_poll(), make_participant(email="jeanne@exemple.fr")
    codes = [cast(poll, person, [no]).commitment for no in (1, 2)]
    notice = Notice.objects.get(kind="poll.voted")
    told = f"{notice.title} {notice.text} {notice.url}"
    assert notice.participant == person
    assert notice.due_at <= NOW
    assert not any(secret in told for secret in (*codes, "Projet 1", "Projet 2"))
    assert "heure de Paris" in told


def test_a_refused_vote_owes_nothing():
    poll = make_poll(opens=1, closes=2)
    with pytest.raises(PollNotOpen):
        cast(poll, make_participant())
    assert not Notice.objects.filter(kind="poll.voted").exists()


def test_a_line_of_a_vote_belongs_to_the_consultation_of_its_poll():
    poll, other = make_poll(), make_consultation()
    Elector.objects.create(consultation=other, poll=poll, key_hmac="0" * 64)
    with pytest.raises(IntegrityError, match="elector_of_one_poll"):
        connection.check_constraints()
    transaction.set_rollback(True)
