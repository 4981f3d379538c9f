"""The feed of an area: what each floor tells of it, the newest first, escaped, at a constant price."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crois_sens.kernel.registries import area_news
from territories.instance.feeds import News
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


def feed_of(client, area):
    return client.get(f"/territoires/{area.slug}/flux.atom")


def test_the_news_of_all_floors_come_the_newest_first(client, monkeypatch):
    area, now = make_commune(name="Saint-Dié", code="88413"), timezone.now()
    told = [News("Ancienne", "/a/", "", now - timedelta(days=2)), News("Récente", "/b/", "", now, author="La Ville")]
    monkeypatch.setattr(area_news, "_entries", {"test": (1, lambda *, area, limit: told)})
    response = feed_of(client, area)
    feed = response.content.decode()

    assert response["Content-Type"].startswith("application/atom+xml")
    assert "max-age" in response["Cache-Control"]
    assert "<title>Nouvelles de Saint-Dié (88)</title>" in feed
    assert feed.index("Récente") < feed.index("Ancienne")
    assert "<name>La Ville</name>" in feed
    assert "<name>Crois/Sens</name>" in feed


def test_what_people_wrote_stays_text(client, monkeypatch):
    said = News("a < b", "/a/", "<script>alert(1)</script>\n\nFin", timezone.now())
    monkeypatch.setattr(area_news, "_entries", {"test": (1, lambda *, area, limit: [said])})
    feed = feed_of(client, make_commune()).content.decode()

    assert "&amp;lt;script&amp;gt;" in feed, "escaped as HTML, then as XML"
    assert "&lt;p&gt;Fin&lt;/p&gt;" in feed


def test_an_area_leads_to_its_feed_and_an_unknown_one_has_none(client):
    area = make_area(kind="epci")

    assert f"/territoires/{area.slug}/flux.atom" in client.get(area.get_absolute_url()).content.decode()
    assert client.get("/territoires/nulle-part/flux.atom").status_code == 404
