"""Pages of the map."""

from datetime import date

import pytest

from crois_sens.kernel.registries import area_panels
from territories.areas.models import Area, Outline
from territories.areas.shapes import INSET_SIZE, inset
from territories.tests.factories.areas import make_area, make_commune, make_polling_place, make_quarter

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[6, 48], [7, 48], [7, 49], [6, 48]]]}


@pytest.fixture
def grand_est():
    """France, a region, its department, an EPCI of it and a commune; the department and the EPCI have outlines."""
    france = make_area(kind="country", code="FR", name="France", slug="france")
    region = make_area(kind="region", code="44", name="Grand Est", slug="region-grand-est", parent=france)
    vosges = make_area(kind="department", code="88", name="Vosges", slug="departement-vosges", parent=region)
    epci = make_area(kind="epci", code="200071066", name="CA de Saint-Dié", slug="ca-saint-die", parent=vosges)
    make_commune(code="88413", name="Saint-Dié-des-Vosges", slug="saint-die-des-vosges", parent=vosges, epci=epci,
                 postcodes=["88100"], latitude=48.3, longitude=6.95)  # fmt: skip
    for area in (region, vosges, epci):
        Outline.objects.create(area=area, geometry=SQUARE, digest=area.code)
    return region


@pytest.fixture
def no_panels(monkeypatch):
    """A page without what other floors bring."""
    monkeypatch.setattr(area_panels, "_entries", {})


@pytest.mark.parametrize("number", [1, 3])
def test_the_map_of_france_is_one_query(client, django_assert_num_queries, number):
    client.get("/territoires/")
    for region in [make_area(kind="region") for _ in range(number)]:
        make_area(kind="department", parent=region)
    with django_assert_num_queries(1):
        page = client.get("/territoires/")
    assert page.content.decode().count("Son département") == number


def test_without_a_map_the_page_says_so(client):
    assert "La carte n’est pas encore là" in client.get("/territoires/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("slug", "queries"),
    [("region-grand-est", 4), ("departement-vosges", 4), ("ca-saint-die", 5), ("saint-die-des-vosges", 7)],
)
def test_a_page_costs_the_same_however_much_lies_inside(
    client, grand_est, no_panels, django_assert_num_queries, slug, queries, number
):
    around = {area.slug: area for area in Area.objects.all()}
    for index in range(number):
        make_area(kind="department", parent=grand_est)
        group = make_area(kind="epci", parent=around["departement-vosges"])
        make_commune(parent=around["departement-vosges"], epci=group)
        make_commune(parent=around["departement-vosges"], epci=around["ca-saint-die"])
        make_quarter(parent=around["saint-die-des-vosges"])
        make_polling_place(area=around["saint-die-des-vosges"], name=f"École {index}")
    client.get(f"/territoires/{slug}/")
    with django_assert_num_queries(queries):
        assert client.get(f"/territoires/{slug}/").status_code == 200


def test_a_commune_shows_its_facts_and_where_it_lies(client, grand_est):
    text = client.get("/territoires/saint-die-des-vosges/").content.decode()
    for fact in ("88413", "88100", "CA de Saint-Dié", "Vosges", "Grand Est", "habitants en 2023", "Contour dessiné"):
        assert fact in text


def test_a_department_lists_each_epci_that_has_a_commune_there(client, grand_est):
    elsewhere = make_area(kind="epci", name="CC d’à côté", parent=grand_est)
    make_commune(parent=Area.objects.get(code="88"), epci=elsewhere)
    text = client.get("/territoires/departement-vosges/").content.decode()
    assert "CC d’à côté" in text
    assert text.count('href="/territoires/ca-saint-die/"') == 1


def test_what_lives_there_comes_from_the_other_floors(client, grand_est, no_panels):
    asked = {}

    def entry(**arguments):
        asked.update(arguments)
        rows = [{"url": "/consultations/budget/", "label": "Budget participatif"}]
        return {"title": "Consultations", "template": "components/links.html", "rows": rows}

    area_panels.add("consultations", entry)
    area_panels.add("nothing", lambda **_: None)
    page = client.get("/territoires/saint-die-des-vosges/")
    assert "Consultations" in page.content.decode()
    assert asked["area"].code == "88413"
    assert set(asked) == {"area", "person", "at"}
    assert "Rien n’est encore en cours ici" not in page.content.decode()


def test_an_area_that_vanished_names_its_heir(client):
    make_commune(code="88001", name="Ancienne", slug="ancienne", obsolete_at=date(2026, 1, 1))
    make_commune(name="Nouvelle", former_codes=["88001"])
    text = client.get("/territoires/ancienne/").content.decode()
    assert "n’existe plus depuis le 1er janvier 2026" in text
    assert "Nouvelle" in text


def test_the_country_is_the_front_page_and_the_unknown_is_404(client, grand_est):
    assert client.get("/territoires/france/")["Location"] == "/territoires/"
    assert client.get("/territoires/nulle-part/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_communes_of_a_department_by_page(client, grand_est, django_assert_num_queries, number):
    vosges = Area.objects.get(code="88")
    for _ in range(number):
        make_commune(parent=vosges)
    with django_assert_num_queries(4):
        page = client.get("/territoires/departement-vosges/communes/")
    assert f"{number + 1} communes" in page.content.decode()


def test_communes_go_on_on_the_next_page(client, grand_est):
    vosges = Area.objects.get(code="88")
    for number in range(101):
        make_commune(parent=vosges, name=f"Commune {number:03d}")
    first = client.get("/territoires/departement-vosges/communes/")
    second = client.get(f"/territoires/departement-vosges/communes/{first.context['page'].older}")
    assert "Saint-Dié-des-Vosges" not in first.content.decode()
    assert "Saint-Dié-des-Vosges" in second.content.decode()


def test_searching_leads_straight_to_the_only_answer(client, grand_est):
    assert client.get("/territoires/chercher/", {"q": "88100"})["Location"] == "/territoires/saint-die-des-vosges/"


def test_searching_lists_what_fits_and_htmx_gets_the_list_alone(client, grand_est):
    make_commune(name="Saint-Dier-d'Auvergne")
    page = client.get("/territoires/chercher/", {"q": "saint die"})
    fragment = client.get("/territoires/chercher/", {"q": "saint die"}, headers={"hx-request": "true"})
    for answer in (page, fragment):
        assert "Saint-Dier" in answer.content.decode()
        assert "HX-Request" in answer["Vary"]
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"), [("8", "trois chiffres"), ("é", "deux lettres"), ("<b>xyzzy", "Aucun territoire"), ("", "Nom")]
)
def test_searching_in_vain_says_what_to_do(client, typed, said):
    text = client.get("/territoires/chercher/", {"q": typed}).content.decode()
    assert said in text
    assert "<b>xyzzy" not in text


def test_suggestions_are_communes_inside_what_was_asked(client, grand_est):
    make_commune(name="Saint-Dier-d'Auvergne", code="63350")
    everywhere = client.get("/territoires/communes.json", {"q": "saint die"}).json()["results"]
    inside = client.get("/territoires/communes.json", {"q": "saint die", "dans": "departement-vosges"}).json()[
        "results"
    ]
    assert [row["label"] for row in everywhere] == ["Saint-Dié-des-Vosges (88)", "Saint-Dier-d'Auvergne (63)"]
    assert inside == [{"code": "88413", "label": "Saint-Dié-des-Vosges (88)", "note": "88100"}]


def test_a_border_is_sent_once(client, grand_est, django_assert_num_queries):
    answer = client.get("/territoires/departement-vosges/contour.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    (feature,) = answer.json()["features"]
    assert feature["geometry"] == SQUARE
    assert "url" not in feature["properties"]
    with django_assert_num_queries(2):
        again = client.get("/territoires/departement-vosges/contour.geojson", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    Outline.objects.update(digest="other")
    changed = client.get("/territoires/departement-vosges/contour.geojson", headers={"if-none-match": answer["ETag"]})
    assert changed.status_code == 200


def test_an_area_without_border_has_no_file(client, grand_est):
    assert client.get("/territoires/saint-die-des-vosges/contour.geojson").status_code == 404


def drawn(client, slug: str) -> list[str]:
    found = client.get(f"/territoires/{slug}/carte.geojson").json()["features"]
    return sorted(feature["properties"]["name"] for feature in found)


def test_a_map_draws_what_lies_inside(client, grand_est):
    assert drawn(client, "region-grand-est") == ["Grand Est", "Vosges"]
    assert drawn(client, "departement-vosges") == ["CA de Saint-Dié", "Vosges"]
    assert drawn(client, "saint-die-des-vosges") == ["CA de Saint-Dié"]
    assert drawn(client, "france") == ["Grand Est"]


def test_an_inset_keeps_proportions_and_fits_its_box():
    moved = inset({"type": "Polygon", "coordinates": [[[45, -13], [45.4, -13], [45.4, -12.2], [45, -13]]]}, -7.0, 47.0)
    spots = moved["coordinates"][0][0]
    width = max(x for x, _y in spots) - min(x for x, _y in spots)
    height = max(y for _x, y in spots) - min(y for _x, y in spots)
    assert height == pytest.approx(INSET_SIZE, abs=0.001)
    assert width < height
    assert (min(y for _x, y in spots) + max(y for _x, y in spots)) / 2 == pytest.approx(47.0, abs=0.001)


def test_only_what_is_open_stands_out_on_the_map_of_an_area(client, grand_est, no_panels):
    opened = {"latitude": 48.3, "longitude": 6.9, "title": "Budget", "url": "/consultations/budget/", "note": ""}
    shown = {"title": "Consultations", "template": "components/links.html", "rows": [], "points": [opened]}
    assert "Ouvert en ce moment" not in client.get("/territoires/saint-die-des-vosges/").text

    area_panels.add("consultations", lambda **_: shown)
    page = client.get("/territoires/saint-die-des-vosges/")
    assert "Ouvert en ce moment" in page.text
    assert page.text.count('href="/consultations/budget/"') == 1
    assert [point["title"] for point in page.context["points"] if not point.get("quiet")] == ["Budget"]
