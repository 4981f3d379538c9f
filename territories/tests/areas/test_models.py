"""What the database refuses, and what lies inside what."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from territories.areas.models import Area
from territories.tests.factories.areas import make_area, make_commune, make_polling_place, make_quarter


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("area_code_is_unique_in_its_kind", lambda: [make_commune(code="1"), make_commune(code="1")]),
        ("area_quarter_has_a_parent", lambda: make_area(kind="quarter")),
        ("area_epci_is_for_communes", lambda: make_area(kind="region", epci=make_area(kind="epci"))),
        ("area_population_has_its_year", lambda: make_area(population=3)),
        ("area_centre_is_on_earth", lambda: make_area(latitude=48.0)),
        ("area_centre_is_on_earth", lambda: make_area(latitude=148.0, longitude=2.0)),
        ("polling_place_is_on_earth", lambda: make_polling_place(latitude=48.0)),
    ],
)
def test_the_database_refuses(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.mark.django_db
def test_one_polling_place_per_name_whatever_its_accents():
    place = make_polling_place(name="École")
    with pytest.raises(IntegrityError, match="polling_place_name_is_unique"), transaction.atomic():
        make_polling_place(name="ecole", area=place.area)


@pytest.mark.django_db
def test_an_area_is_not_its_own_parent():
    area = make_area()
    with pytest.raises(IntegrityError, match="area_is_not_its_own_parent"), transaction.atomic():
        Area.objects.filter(pk=area.pk).update(parent=area)


@pytest.mark.django_db
def test_a_code_is_unique_only_with_its_kind():
    assert make_area(kind="region", code="01").code == make_area(kind="department", code="01").code


@pytest.mark.django_db
def test_labels_tell_homonyms_apart():
    assert make_commune(name="Saint-Denis", code="97411").label == "Saint-Denis (974)"
    assert make_commune(name="Ajaccio", code="2A004").label == "Ajaccio (2A)"
    assert make_area(name="Bretagne", kind="region").label == "Bretagne"


class Inside(TestCase):
    """Everything inside an area, however deep, asked in each of the ways that callers have."""

    @settings(deadline=None, max_examples=12)
    @given(st.lists(st.integers(0, 5), min_size=1, max_size=5))
    def test_within_is_what_walking_up_the_parents_finds(self, parents):
        areas = [make_area()]
        for place in parents:
            areas.append(make_area(parent=areas[place % len(areas)]))
        for chosen in areas:
            expected = {area.pk for area in areas if chosen.pk in walk_up(area)}
            asked = [
                [chosen],
                [chosen.pk],
                Area.objects.filter(pk=chosen.pk),
                Area.objects.filter(pk=chosen.pk).values("pk"),
            ]
            for ask in asked:
                assert set(Area.objects.within(ask).values_list("pk", flat=True)) == expected

    def test_a_commune_lies_in_its_epci_and_so_do_its_quarters(self):
        epci = make_area(kind="epci")
        commune = make_commune(epci=epci, parent=make_area(kind="department"))
        quarter = make_quarter(parent=commune)
        assert set(Area.objects.within([epci])) == {epci, commune, quarter}


def walk_up(area: Area) -> list[int]:
    return [area.pk, *(walk_up(area.parent) if area.parent else [])]
