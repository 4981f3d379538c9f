"""What JavaScript adds to ideas: close ones while typing, a point on the map, a support without leaving the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crois_sens.testing.browser import sign_in
from participation.proposals.models import Proposal
from participation.proposals.states import Status
from participation.tests.factories.consultations import make_consultation, make_phase
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.browser


def test_a_map_takes_touches_once_it_shows_its_outlines(page, live_server):
    consultation = make_consultation(slug="bien-vivre", area=make_commune(latitude=48.39, longitude=6.97), running=None)
    now = timezone.now()
    make_phase(consultation, kind="ideas", opens=now - timedelta(days=1), closes=now + timedelta(days=1))
    sign_in(page, make_user())
    held = []
    page.route("**/*geojson*", lambda route: held.append(route))

    page.goto(f"{live_server.url}/consultations/bien-vivre/propositions/nouvelle/")
    page.locator("[data-point-picker] .map").scroll_into_view_if_needed()
    page.locator("[data-point-picker] .map.is-ready").wait_for()
    page.wait_for_function("() => window.L")
    waiting = page.locator("[data-point-picker] .leaflet-control-zoom").count()
    held[0].continue_()
    page.locator("[data-point-picker] .leaflet-control-zoom").wait_for()
    page.locator("[data-point-picker] .map").click(position={"x": 150, "y": 150})
    page.locator("[data-point-picker] .leaflet-marker-icon").wait_for()

    assert waiting == 0


def test_a_resident_types_points_files_and_supports(page, live_server):
    now = timezone.now()
    area = make_commune(name="Senones", latitude=48.39, longitude=6.97)
    consultation = make_consultation(slug="bien-vivre", area=area, running=None)
    make_phase(consultation, kind="ideas", opens=now - timedelta(days=1), closes=now + timedelta(days=1))
    other = make_proposal(consultation=consultation, title="Des bancs à l’ombre", at=now)
    sign_in(page, make_user())

    page.goto(f"{live_server.url}/consultations/bien-vivre/propositions/nouvelle/")
    page.get_by_label("Titre").press_sequentially("Des bancs à l’ombre au parc")
    page.get_by_text("Des idées proches existent déjà").wait_for()
    page.get_by_label("Description").fill("Six bancs.")
    page.locator("[data-point-picker] .map").scroll_into_view_if_needed()
    page.locator("[data-point-picker] .leaflet-control-zoom").wait_for()
    page.locator("[data-point-picker] .map").click(position={"x": 150, "y": 150})
    page.locator("[data-point-picker] .leaflet-marker-icon").wait_for()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Déposer quand même").click()
    page.get_by_text("Votre idée est déposée sous le numéro 2").wait_for()

    page.goto(live_server.url + other.get_absolute_url())
    page.get_by_role("button", name="Soutenir cette idée").click()
    page.get_by_role("button", name="Retirer mon soutien").wait_for()

    mine = Proposal.objects.get(number=2)
    assert (mine.status, mine.latitude is not None, mine.longitude is not None) == (Status.SUBMITTED, True, True)
    assert other.supports.count() == 1
