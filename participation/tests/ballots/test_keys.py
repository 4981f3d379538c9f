"""One key, one voter: an identity proven once, the same at every desk and online; a link with the territory seen."""

from datetime import date

import pytest

from participation.ballots.keys import identity_of_civil
from participation.ballots.models import DocumentSeen, Envelope, KeyMethod, LinkProof
from participation.ballots.operations import prove_civil_identity, register_at_desk, see_document, strike_off
from participation.ballots.operations.entitlement import KeyNotProven, LinkNotProven
from participation.ballots.operations.keys import NobodyWithThisAddress, NotProvenThisWay, OtherKeyProven
from participation.ballots.operations.recognising import NobodyNamed
from participation.ballots.operations.striking import AlreadyStruckOff, VotedOnTheWeb
from participation.consultations.operations import NotEligible
from participation.tests.factories.ballots import close, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from participation.tests.factories.voters import ANGELA, cast, listed_poll, prove_line, resident
from territories.instance.models import Act
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_a_person_seen_at_a_desk_votes_on_the_web_and_is_the_same_at_every_desk():
    poll, user = make_poll(key_method=KeyMethod.DESK, urns=1), make_user(email="angela@exemple.fr")
    with pytest.raises(KeyNotProven, match="pièce d’identité"):
        cast(poll, user.participant)
    seen = {"identity": identity_of_civil(**ANGELA), "by": publisher(), "at": NOW}
    with pytest.raises(NobodyWithThisAddress):
        register_at_desk(poll=poll, email="personne@exemple.fr", **seen)
    register_at_desk(poll=poll, email="Angela@exemple.fr", **seen)
    cast(poll, user.participant)
    with pytest.raises(VotedOnTheWeb):
        strike_off(poll=poll, urn=poll.urns.get(), by=publisher(), at=NOW, **{**ANGELA, "birth_name": "Dubois "})
    assert "dubois" not in str(list(Act.objects.filter(verb="poll.identity_seen").values())).lower()


def test_a_newer_account_of_the_same_identity_takes_over_the_one_vote():
    poll, first, second = make_poll(key_method=KeyMethod.DESK), resident(), resident()
    for person, choice in ((first, 1), (second, 2)):
        prove_civil_identity(poll=poll, participant=person, identity=identity_of_civil(**ANGELA))
        cast(poll, person, [choice])
    assert Envelope.objects.get(poll=poll).choices == [2]
    with pytest.raises(KeyNotProven):
        cast(poll, first)
    other = identity_of_civil(**{**ANGELA, "born": date(1990, 1, 1)})
    with pytest.raises(OtherKeyProven):
        prove_civil_identity(poll=poll, participant=second, identity=other)


def test_two_people_of_one_name_born_the_same_day_are_told_apart_by_their_birthplace():
    poll = make_poll(key_method=KeyMethod.DESK, urns=1)
    urn, by = poll.urns.get(), publisher()
    strike_off(poll=poll, urn=urn, by=by, at=NOW, **ANGELA)
    with pytest.raises(AlreadyStruckOff):
        strike_off(poll=poll, urn=urn, by=by, at=NOW, **ANGELA)
    strike_off(poll=poll, urn=urn, by=by, at=NOW, birthplace="Lille", **ANGELA)
    with pytest.raises(NobodyNamed):
        strike_off(poll=poll, urn=urn, by=by, at=NOW, birth_name="Dubois")


def test_a_proof_is_taken_by_the_method_of_the_poll_while_it_runs():
    person = resident()
    with pytest.raises(NotProvenThisWay):
        prove_line(make_poll(), person)
    closed = close(listed_poll())
    with pytest.raises(NotProvenThisWay):
        prove_line(closed, person)


def test_a_link_seen_at_the_desk_stands_for_the_profile():
    consultation = make_consultation(running=None, accepted_links=["lives"])
    poll, user = make_poll(consultation=consultation, link_proof=LinkProof.DOCUMENT), make_user(email="a@exemple.fr")
    with pytest.raises(LinkNotProven, match="justificatif"):
        cast(poll, user.participant)
    for _ in range(2):
        see_document(poll=poll, email="a@exemple.fr", kind="home", by=publisher(), at=NOW)
    cast(poll, user.participant)
    assert DocumentSeen.objects.get(poll=poll).kind == "home"


def test_being_on_the_list_stands_for_the_profile_and_not_for_the_declaration():
    consultation = make_consultation(running=None, accepted_links=["lives"], minimum_age=16)
    poll, person = listed_poll(consultation=consultation, link_proof=LinkProof.LIST), resident()
    prove_line(poll, person)
    with pytest.raises(NotEligible) as refused:
        cast(poll, person)
    assert refused.value.details["missing"] == ["declaration"]
