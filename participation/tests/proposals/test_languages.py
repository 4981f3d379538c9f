"""People may write in another language than the page, and a reader that speaks is told which."""

import pytest
import time_machine
from django.urls import reverse

from participation.debates.models import Comment
from participation.proposals.models import Proposal
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.instance.templatetags.house import in_language
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
WORDS = {"title": "Bankoù e-skeud ar gwez", "text": "Gwez ha bankoù war ar blasenn."}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def resident(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.mark.parametrize(("said", "kept"), [({"language": "br"}, "br"), ({}, "fr")])
def test_an_idea_keeps_the_language_it_was_written_in(client, resident, said, kept):
    consultation = make_consultation()
    client.post(reverse("participation:new_idea", args=[consultation.slug]), {**WORDS, **said})
    assert Proposal.objects.get().language == kept


def test_a_language_that_is_not_offered_is_refused(client, resident):
    consultation = make_consultation()
    client.post(reverse("participation:new_idea", args=[consultation.slug]), {**WORDS, "language": "klingon"})
    assert not Proposal.objects.exists()


def test_a_page_names_the_language_of_what_is_not_in_its_own(client, resident):
    idea = make_proposal(language="br", **WORDS)
    answer = client.post(
        reverse("participation:comment_idea", args=[idea.consultation.slug, idea.slug]),
        {"text": "فكرة جيدة", "language": "ar"},
    )
    assert answer.status_code == 302
    page = client.get(idea.get_absolute_url()).content.decode()
    assert f'<h1 lang="br">{idea.title}</h1>' in page
    assert '<div class="prose" lang="ar" dir="rtl">' in page
    assert Comment.objects.get().language == "ar"


def test_nothing_is_marked_in_the_language_of_the_page():
    assert in_language(Proposal(language="fr")) == ""
    assert in_language(Proposal(language="")) == ""
