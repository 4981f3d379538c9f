"""What closing an account does to ideas, comments and votes, told before."""

import pytest

from crois_sens.kernel.registries import erasure_consequences, space_panels
from participation.debates.models import Comment
from participation.proposals.states import Status
from participation.tests.factories.ballots import make_ballot, make_poll
from participation.tests.factories.consultations import NOW
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return [said for _name, entry in erasure_consequences for said in entry(participant=user.participant, at=NOW)]


def make_comment(author, **fields):
    idea = make_proposal(**fields)
    return Comment.objects.create(
        consultation=idea.consultation, proposal=idea, author=author, text="**Oui**, mais où ?", at=NOW
    )


def test_nothing_is_told_to_who_did_nothing():
    assert told(make_user()) == []


def test_each_thing_says_what_becomes_of_it():
    user = make_user()
    idea = make_proposal(author=user.participant)
    make_proposal(author=user.participant, status=Status.DRAFT, consultation=idea.consultation)
    make_comment(user.participant)
    make_ballot(make_poll(), participant=user.participant)

    assert sorted(told(user)) == [
        "1 brouillon d’idée est supprimé.",
        "1 commentaire reste public, sans votre nom.",
        "1 idée déposée reste publique, sans votre nom.",
        "Un vote que vous avez donné reste compté ; sans compte, vous ne pourrez plus le changer.",
    ]


def test_the_page_says_it_before_it_asks(client):
    user = make_user()
    make_comment(user.participant)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert "1 commentaire reste public" in client.get("/mon-espace/compte/fermer/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_my_comments_are_shown_at_a_constant_price(client, number, django_assert_num_queries):
    user = make_user()
    for _number in range(number):
        make_comment(user.participant, title="Un banc")
    with django_assert_num_queries(1):
        panel = dict(space_panels)["debates"](participant=user.participant, at=NOW)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/mon-espace/").content.decode()

    assert len(panel["rows"]) == number
    assert "« Oui, mais où ? »" in page
