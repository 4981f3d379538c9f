"""The map over the API; what every list keeps is tried in tests/instance/test_api_base.py."""

from datetime import date

import pytest

from territories.areas.models import Outline
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
URL = "/api/v1/areas/"
SQUARE = {"type": "Polygon", "coordinates": [[[6, 48], [7, 48], [7, 49], [6, 48]]]}


@pytest.fixture
def vosges():
    department = make_area(kind="department", code="88", name="Vosges", slug="departement-vosges")
    epci = make_area(kind="epci", code="200071066", name="CA de Saint-Dié", slug="ca-saint-die", parent=department)
    make_commune(
        code="88413", name="Saint-Dié-des-Vosges", slug="saint-die", parent=department, epci=epci, postcodes=["88100"]
    )
    make_commune(code="88304", name="Mirecourt", slug="mirecourt", parent=department, postcodes=["88500"])
    make_commune(code="88999", name="Disparue", slug="disparue", parent=department, obsolete_at=date(2026, 1, 1))
    Outline.objects.create(area=department, geometry=SQUARE, digest="1")
    return department


@pytest.mark.parametrize(
    ("parameters", "slugs"),
    [
        ({}, ["ca-saint-die", "departement-vosges", "mirecourt", "saint-die"]),
        ({"kind": "commune"}, ["mirecourt", "saint-die"]),
        ({"kind": ["epci", "department"]}, ["ca-saint-die", "departement-vosges"]),
        ({"code": "88413"}, ["saint-die"]),
        ({"postcode": "88500"}, ["mirecourt"]),
        ({"parent": "departement-vosges", "kind": "commune"}, ["mirecourt", "saint-die"]),
        ({"epci": "200071066"}, ["saint-die"]),
        ({"inside": "ca-saint-die"}, ["ca-saint-die", "saint-die"]),
        ({"inside": "nulle-part"}, []),
        ({"q": "st dié"}, ["ca-saint-die", "saint-die"]),
        ({"q": "8"}, []),
        ({"obsolete": "only"}, ["disparue"]),
        ({"obsolete": "also", "q": "disparue"}, ["disparue"]),
    ],
)
def test_filters(client, vosges, parameters, slugs):
    assert [row["slug"] for row in client.get(URL, parameters).json()["results"]] == slugs


def test_a_row_names_what_it_lies_in_and_writes_codes_as_text(client, vosges):
    row = client.get(f"{URL}saint-die/").json()
    assert row["code"] == "88413"
    assert row["parent"] == {"kind": "department", "code": "88", "slug": "departement-vosges", "name": "Vosges"}
    assert row["epci"]["code"] == "200071066"
    assert "id" not in row


def test_a_detail_has_its_border_as_geojson(client, vosges):
    feature = client.get(f"{URL}departement-vosges/", {"format": "geojson"}).json()
    assert feature["type"] == "Feature"
    assert feature["geometry"] == SQUARE
    assert feature["properties"]["code"] == "88"


def test_what_vanished_is_still_read_by_its_address(client, vosges):
    assert client.get(f"{URL}disparue/").json()["obsolete_at"] == "2026-01-01"
