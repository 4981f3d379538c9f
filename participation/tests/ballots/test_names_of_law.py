"""No vote here is called élection, référendum or consultation des électeurs, whatever the path and the spelling."""

import unicodedata

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from participation.ballots.admin_forms import PollForm
from participation.ballots.models import Poll
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import make_consultation

pytestmark = pytest.mark.django_db
GUARD = "poll_question_leaves_law_its_words"
NAMES = [
    "Élection des projets",
    "L’élection de 2026",
    "ELECTIONS de quartier",
    "Référendum local",
    "REFERENDUM : le parking ?",
    "Un réferendum",
    "Consultation des électeurs",
    "consultations des\u00a0électrices",
    "Consultation d’électeurs",
    unicodedata.normalize("NFD", "Référendum sur la bibliothèque"),
    unicodedata.normalize("NFD", "ÉLECTION"),
]
ALLOWED = ["Quels projets pour le quartier ?", "Sélection de projets", "Préélectionner un lieu", "Votation citoyenne"]


def typed(poll, question, slug=""):
    shown = PollForm(instance=poll)
    values = {name: shown[name].value() for name in shown.fields}
    return {**{name: value for name, value in values.items() if value is not None}, "question": question, "slug": slug}


def refused(change):
    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        change()


@pytest.mark.parametrize("name", NAMES)
def test_no_path_lets_a_vote_take_a_word_of_electoral_law(name):
    poll = make_poll(sealed=False)
    form = PollForm(typed(poll, name, poll.slug), instance=poll)
    assert "autre chose en droit" in str(form.errors)
    poll.refresh_from_db()
    poll.question = name
    refused(poll.save)
    refused(lambda: Poll.objects.create(consultation=make_consultation(), slug="autre", question=name))
    refused(lambda: Poll.objects.filter(pk=poll.pk).update(question=name))
    refused(lambda: Poll.objects.bulk_update([poll], ["question"]))
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("UPDATE participation_poll SET question = %s WHERE id = %s", [name, poll.pk]))


@pytest.mark.parametrize("address", ["referendum-2026", "elections", "consultation-des-electeurs"])
def test_nor_does_its_address(address):
    refused(lambda: make_poll(sealed=False, slug=address))


@pytest.mark.parametrize("name", ALLOWED)
def test_other_words_stay_free(name):
    poll = make_poll(sealed=False)
    form = PollForm(typed(poll, name, poll.slug), instance=poll)
    assert form.is_valid(), form.errors
    form.save()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_writes_no_vote_at_all(client, method):
    poll = make_poll()
    for address in (reverse("poll-list"), reverse("poll-detail", args=[poll.slug])):
        answer = getattr(client, method)(address, {"question": "Référendum"}, content_type="application/json")
        assert answer.status_code in (403, 405)
