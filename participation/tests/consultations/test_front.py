"""What consultations put on the home page: what is open and until when, on a map, and what comes next."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from participation.consultations.panels import coming, open_near, open_now
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase
from seminars.tests.factories.events import make_event
from territories.areas.contents import common_area
from territories.instance.coming import SHOWN, coming_up
from territories.tests.factories.accounts import make_participant
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def vosges():
    """A department in its region in the country."""
    france = make_area(kind="country", code="FR", name="France")
    region = make_area(kind="region", code="44", name="Grand Est", parent=france)
    return make_area(kind="department", code="88", name="Vosges", parent=region)


def test_what_is_open_is_a_point_on_the_narrowest_map_that_holds_it(vosges):
    town = make_commune(parent=vosges, latitude=48.3, longitude=6.9)
    consultation = make_consultation(area=town, running="vote")
    panel = open_now(person=VISITOR, at=NOW)

    assert panel["rows"] == [consultation]
    assert [(point["title"], point["latitude"]) for point in panel["points"]] == [(consultation.title, 48.3)]
    assert "Vote : jusqu’au" in panel["points"][0]["note"]
    assert panel["outline_url"].endswith(f"/{vosges.slug}/carte.geojson")


def test_when_nothing_is_open_the_panel_says_so(client):
    assert open_now(person=VISITOR, at=NOW)["rows"] == []
    page = client.get("/").text
    assert "Rien n’est ouvert en ce moment." in page
    assert 'id="ouvert"' not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_panels_cost_the_same_however_much_is_open(vosges, django_assert_num_queries, number):
    for _ in range(number):
        consultation = make_consultation(area=make_commune(parent=vosges))
        make_phase(consultation, kind="vote", opens=NOW + DAY, closes=NOW + 2 * DAY)
        make_event(starts_at=NOW + DAY, area=vosges)
    with django_assert_num_queries(3):
        open_now(person=VISITOR, at=NOW)
    with django_assert_num_queries(2):
        coming_up(person=VISITOR, at=NOW)


def test_my_space_shows_what_is_open_where_i_live(vosges):
    here, elsewhere = make_commune(parent=vosges), make_commune()
    for area in (here, vosges, elsewhere):
        make_consultation(area=area, running="ideas")
    me = make_participant(home=here)

    assert {row.area for row in open_near(participant=me, at=NOW)["rows"]} == {here, vosges}
    assert len(open_near(participant=make_participant(home=None), at=NOW)["rows"]) == 3
    assert open_near(participant=make_participant(home=make_commune()), at=NOW) is None


def test_areas_far_apart_share_the_country(vosges):
    nord = make_area(kind="department", code="59", name="Nord", parent=vosges.parent.parent)
    here, there = make_commune(parent=vosges), make_commune(parent=nord)

    assert common_area([here]) == vosges
    assert common_area([here, there]).kind == "country"
    assert common_area([]) is None


def test_what_comes_is_one_calendar_of_phases_and_events(vosges):
    consultation = make_consultation(area=make_commune(parent=vosges))
    make_phase(consultation, kind="vote", opens=NOW + 5 * DAY, closes=NOW + 9 * DAY)
    event = make_event(starts_at=NOW + 2 * DAY, area=vosges, venue="Salle des fêtes")
    make_event(starts_at=NOW - DAY, area=vosges)
    panel = coming_up(area=vosges, person=VISITOR, at=NOW)

    assert [line["title"] for line in panel["rows"]] == [event.title, consultation.title]
    assert [line["where"] for line in panel["rows"]] == ["Salle des fêtes", str(consultation.area)]
    assert coming_up(area=make_area(kind="department", code="59"), person=VISITOR, at=NOW) is None


def test_drafts_and_what_is_suspended_announce_nothing():
    decision = {"frozen_reason": "Référé", "frozen_authority": "Le tribunal", "frozen_decided_on": NOW.date()}
    for fields in ({"published": False}, {"frozen_at": NOW, **decision}):
        consultation = make_consultation(**fields)
        make_phase(consultation, kind="vote", opens=NOW + DAY, closes=NOW + 2 * DAY)
    assert coming(area=None, person=VISITOR, at=NOW) == []


def test_the_calendar_stops_where_a_page_would_become_a_list():
    for number in range(SHOWN + 2):
        make_event(starts_at=timezone.now() + timedelta(days=number + 1))
    assert len(coming_up(person=VISITOR, at=timezone.now())["rows"]) == SHOWN
