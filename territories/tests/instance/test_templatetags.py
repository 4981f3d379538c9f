from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from territories.instance.templatetags import house

#: 24 November 2026 at 18:30 in Paris.
AT = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def written(template: str, path: str = "/", **context) -> str:
    context["request"] = RequestFactory().get(path)
    return plain(Template("{% load house %}" + template).render(Context(context)))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 3000000|euros }}", "30 000 €"),
        ("{{ nothing|euros }}", ""),
        ("{{ 1184|number }}", "1 184"),
        ("{{ 137|percent:1184 }}", "11,6 %"),
        ("{{ 592|percent:1184 }}", "50 %"),
        ("{{ 5|percent:0 }}", ""),
        ("{% share 137 1184 %}", "137 (11,6 %)"),
        ("{% share 5 0 %}", "5"),
        ("{{ 5|span:20 }}", "25.00"),
        ("{{ 5|span:0 }}", "0"),
    ],
)
def test_numbers(template, expected):
    assert written(template) == expected


@pytest.mark.parametrize(
    ("tag", "at", "zone", "expected"),
    [
        (house.day, AT, None, "24 novembre 2026"),
        (house.day, datetime(2026, 2, 28, 23, 30, tzinfo=UTC), None, "1er mars 2026"),
        (house.moment, AT, "Europe/Paris", "mardi 24 novembre 2026 à 18 h 30"),
        (house.moment, AT, "Indian/Reunion", "mardi 24 novembre 2026 à 21 h 30 (heure locale)"),
        (house.deadline, datetime(2026, 11, 24, 23, 0, tzinfo=UTC), None, "mardi 24 novembre 2026 à minuit"),
        (house.deadline, datetime(2026, 11, 24, 19, 0, tzinfo=UTC), None, "mardi 24 novembre 2026 à 20 h"),
        (house.last_day, datetime(2026, 11, 24, 23, 0, tzinfo=UTC), None, "24 novembre 2026"),
    ],
)
def test_moments_on_the_clock_of_the_territory(tag, at, zone, expected):
    assert plain(tag(at, zone)) == expected


def test_when_says_it_to_people_and_to_machines():
    assert written("{% when at %}", at=AT) == '<time datetime="2026-11-24T17:30:00+00:00">24 novembre 2026</time>'


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(days=6, hours=3), "encore 6 jours"),
        (timedelta(days=1, hours=5), "encore 29 heures"),
        (timedelta(hours=1), "encore 1 heure"),
        (timedelta(minutes=20), "moins d’une heure"),
        (timedelta(0), ""),
    ],
)
def test_countdown(left, expected):
    assert plain(house.countdown(AT + left, AT)) == expected


def test_a_phase_is_open_when_it_opens_and_over_when_it_closes():
    phase = SimpleNamespace(opens_at=AT, closes_at=AT + timedelta(days=1))
    moments = [AT - timedelta(seconds=1), AT, phase.closes_at - timedelta(seconds=1), phase.closes_at]
    assert [house.phase_state(phase, at) for at in moments] == ["next", "now", "now", "past"]


def test_query_keeps_filters_and_drops_the_place_in_the_list():
    assert written("{% query theme='nature' %}", "/?q=parc&page=abc") == "?q=parc&amp;theme=nature"
    assert written("{% query q=None %}", "/?q=parc") == "?"


@pytest.mark.parametrize(
    ("place", "area", "expected"),
    [("Mairie", "Fraize", "Mairie · Fraize"), ("Fraize", "Fraize", "Fraize"), ("", "Fraize", "Fraize"), ("", None, "")],
)
def test_a_place_named_like_its_territory_is_named_once(place, area, expected):
    assert house.place_names(place, area) == expected
