"""What feed readers get: consultations, results and the news of an area, only what is public."""

import pytest
from django.utils import timezone

from participation.ballots.operations import certify_poll, publish_result
from participation.tests.factories.ballots import close, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import make_consultation, publisher
from projects.portfolio.models import News
from projects.tests.factories.projects import make_project
from seminars.tests.factories.events import make_event
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


def make_result(*, consultation=None):
    poll = make_poll(consultation=consultation)
    make_ballot(poll)
    poll = count_votes(close(poll))
    certify_poll(poll=poll, by=publisher(), at=timezone.now())
    publish_result(poll=fresh(poll), by=publisher(), at=timezone.now())
    return poll


def test_results_are_told_once_they_are_published(client):
    make_poll(consultation=make_consultation(running=None, title="Pas encore"))
    poll = make_result(consultation=make_consultation(running=None, title="Le parc"))
    feed = text_of(client, "/votes/flux.atom")

    assert "Résultat : Le parc" in feed
    assert f"/votes/{poll.slug}/resultat/" in feed
    assert "Pas encore" not in feed


def test_an_area_tells_what_happens_in_it_and_inside_it(client, django_assert_num_queries):
    area = make_area(kind="epci", name="Vallée du Tilleul")
    commune = make_commune(epci=area)
    make_result(consultation=make_consultation(running=None, title="Le parc", area=commune))
    make_consultation(title="La place", area=area)
    make_consultation(title="Ailleurs")
    make_consultation(title="Secret", area=area, published=False)
    hidden, shown = make_project(area=commune, published=False), make_project(area=commune, title="Le verger")
    for project in (hidden, shown):
        News.objects.create(project=project, on=timezone.localdate(), title=f"Planté {project.pk}", text="**Oui.**")
    make_event(title="Atelier du verger", area=area)
    address = f"/territoires/{area.slug}/flux.atom"
    text_of(client, address)
    with django_assert_num_queries(5):  # the area, and one for each floor's news
        feed = text_of(client, address)

    for told in ("Résultat : Le parc", "<title>Le parc", "<title>La place", f"Le verger : Planté {shown.pk}"):
        assert told in feed
    assert "Rencontre : Atelier du verger, " in feed
    assert "Oui." in feed
    for secret in ("Ailleurs", "Secret", f"Planté {hidden.pk}", "**"):
        assert secret not in feed
