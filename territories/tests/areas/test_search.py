"""Finding a commune while typing."""

from datetime import date

import pytest

from territories.areas.search import find_areas, which_area
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def vosges():
    """Some communes of a department, with the traps of their names."""
    department = make_area(kind="department", code="88", name="Vosges")
    facts = [
        ("88413", "Saint-Dié-des-Vosges", 19_251, ["88100"]),
        ("88424", "Sainte-Marguerite", 2_500, ["88100"]),
        ("88075", "Bruyères", 3_100, ["88600"]),
        ("88304", "Mirecourt", 5_000, ["88500"]),
        ("63350", "Saint-Dier-d'Auvergne", 556, ["63520"]),
        ("16309", "Sainte-Colombe", 200, ["16230"]),
        ("17319", "Sainte-Colombe", 90, ["17210"]),
        ("76255", "Eu", 6_500, ["76260"]),
    ]
    for code, name, population, postcodes in facts:
        make_commune(code=code, name=name, population=population, postcodes=postcodes, parent=department)
    return department


def names(typed, **options):
    return [area.name for area in find_areas(typed, **options)]


@pytest.mark.parametrize(
    "typed", ["Saint-Dié-des-Vosges", "saint die", "SAINT DIE", "st dié", "  saint-dié ", "88413", "die des vosges"]
)
def test_a_name_a_part_of_it_or_its_code_finds_the_commune_first(vosges, typed):
    assert names(typed)[0] == "Saint-Dié-des-Vosges"


def test_a_postcode_finds_its_communes_the_largest_first(vosges):
    assert names("88100") == ["Saint-Dié-des-Vosges", "Sainte-Marguerite"]
    assert names("881") == ["Saint-Dié-des-Vosges", "Sainte-Marguerite"]


def test_whole_words_come_before_beginnings(vosges):
    assert names("saint die") == ["Saint-Dié-des-Vosges", "Saint-Dier-d'Auvergne"]


def test_the_department_tells_homonyms_apart(vosges):
    assert [area.code for area in find_areas("Sainte-Colombe")] == ["16309", "17319"]
    assert [area.code for area in find_areas("Sainte-Colombe (17)")] == ["17319"]


def test_a_name_of_two_letters_is_found(vosges):
    assert names("eu") == ["Eu"]


@pytest.mark.parametrize("typed", ["sain die des vosges", "mirecour", "miercourt", "bruyere", "brouyères", "sait die"])
def test_a_hand_that_slips_is_understood(vosges, typed):
    assert names(typed), typed


@pytest.mark.parametrize("typed", ["", " ", "8", "%", "_", "xyzzy", "\x00", "'; drop table", "99999"])
def test_nonsense_finds_nothing_and_breaks_nothing(vosges, typed):
    assert names(typed) == []


def test_former_names_and_codes_lead_to_the_heir():
    make_commune(code="01033", name="Valserhône", former_names=["Bellegarde-sur-Valserine"], former_codes=["01999"])
    assert names("bellegarde") == ["Valserhône"]
    assert names("01999") == ["Valserhône"]


def test_what_vanished_is_not_offered(vosges):
    make_commune(name="Mirecourt-le-Vieux", obsolete_at=date(2025, 1, 1))
    assert names("mirecourt") == ["Mirecourt"]


def test_only_what_lies_inside_is_offered_when_asked(vosges):
    make_commune(name="Mirecourt-Ailleurs", code="99001")
    assert names("mirecourt", inside=vosges) == ["Mirecourt"]


@pytest.mark.parametrize(
    "typed", ["saint die des vosges", "88413", "mirecourt", "Sainte-Colombe (16)", "mirec", "88600"]
)
def test_one_commune_is_meant_beyond_doubt(vosges, typed):
    assert which_area(typed).area is not None


@pytest.mark.parametrize(
    ("typed", "number"), [("saint die", 2), ("sainte colombe", 2), ("88100", 2), ("miercourt", 1), ("xyzzy", 0)]
)
def test_doubt_gives_candidates(vosges, typed, number):
    answer = which_area(typed)
    assert answer.area is None
    assert len(answer.candidates) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_is_one_query_and_two_when_nothing_fits(django_assert_num_queries, number):
    for _ in range(number):
        make_commune(name="Loos-en-Gohelle")
    with django_assert_num_queries(1):
        assert len(find_areas("loos")) == number
    with django_assert_num_queries(2):
        find_areas("lose-gohele")
