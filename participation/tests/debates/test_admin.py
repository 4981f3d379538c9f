"""Comments in the admin."""

import pytest

from participation.debates.operations import post_comment
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_participant, make_staff

pytestmark = pytest.mark.django_db
LIST = "/admin/participation/comment/"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many(client, django_assert_num_queries, number):
    consultation = make_consultation()
    for _ in range(number):
        idea = make_proposal(consultation=consultation)
        post_comment(proposal=idea, author=make_participant(), text="Une bonne idée.", at=NOW)
    client.force_login(make_staff("manager", consultation.area), backend="django.contrib.auth.backends.ModelBackend")
    client.get(LIST)
    # Account, roles, choices of the filter, rows with their ideas and names.
    with django_assert_num_queries(4):
        assert client.get(LIST).text.count("Une bonne idée.") == number
