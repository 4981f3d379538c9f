"""The official map as plain values."""

import pytest

from territories.areas.official import (
    FRANCE,
    BrokenMap,
    KnownArea,
    Move,
    OfficialArea,
    apply_moves,
    carry_over,
    complete,
    outline_of_merged,
)

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def small_map() -> list[OfficialArea]:
    """Two regions, three departments, two EPCI of which one lies in two departments, four communes."""
    return [
        OfficialArea(*FRANCE, "France"),
        OfficialArea("region", "44", "Grand Est", FRANCE),
        OfficialArea("region", "04", "La Réunion", FRANCE),
        OfficialArea("department", "88", "Vosges", ("region", "44")),
        OfficialArea("department", "54", "Meurthe-et-Moselle", ("region", "44")),
        OfficialArea("department", "974", "La Réunion", ("region", "04")),
        OfficialArea("epci", "200071066", "CA de Saint-Dié-des-Vosges"),
        OfficialArea("epci", "200068369", "CC de Mirecourt ''Dompaire''"),
        commune("88413", "Saint-Dié-des-Vosges", "88", "200071066", population=100, latitude=48.0, longitude=7.0),
        commune("54999", "Raon", "54", "200071066", population=50, latitude=49.0, longitude=8.0),
        commune("88304", "Mirecourt", "88", "200068369", population=30),
        commune("97411", "Saint-Denis", "974", population=20),
    ]


def commune(code: str, name: str, department: str, epci: str = "", **facts) -> OfficialArea:
    facts.setdefault("population_year", 2023)
    return OfficialArea("commune", code, name, ("department", department), epci=epci, **facts)


def by_key(areas: list[OfficialArea]) -> dict:
    return {area.key: area for area in areas}


def test_an_epci_lies_in_the_smallest_area_around_its_communes():
    found = by_key(complete(small_map()))
    assert found["epci", "200068369"].parent == ("department", "88")
    assert found["epci", "200071066"].parent == ("region", "44")


def test_larger_areas_have_the_people_and_the_centre_of_their_communes():
    found = by_key(complete(small_map()))
    assert found["epci", "200071066"].population == 150
    assert found["department", "88"].population == 130
    assert found[FRANCE].population == 200
    assert (found["region", "44"].latitude, found["region", "44"].longitude) == (48.5, 7.5)
    assert found["region", "04"].latitude is None


def test_short_words_are_written_out():
    found = by_key(complete(small_map()))
    assert found["epci", "200071066"].name == "Communauté d'agglomération de Saint-Dié-des-Vosges"
    assert found["epci", "200068369"].name == "Communauté de communes de Mirecourt « Dompaire »"


def test_overseas_areas_keep_their_own_time_and_codes_do_not_mix():
    areas = [*small_map(), OfficialArea("department", "04", "Alpes-de-Haute-Provence", ("region", "44"))]
    found = by_key(complete(areas))
    assert found["commune", "97411"].time_zone == "Indian/Reunion"
    assert found["region", "04"].time_zone == "Indian/Reunion"
    assert found["department", "04"].time_zone == "Europe/Paris"
    assert found["commune", "88413"].time_zone == "Europe/Paris"


def test_a_map_that_points_nowhere_is_refused():
    with pytest.raises(BrokenMap, match="99"):
        complete([*small_map(), commune("99001", "Nulle-Part", "99")])
    with pytest.raises(BrokenMap, match="twice"):
        complete([*small_map(), commune("88413", "Saint-Dié", "88")])


def test_moves_bring_memberships_up_to_date_and_are_skipped_when_files_know_better():
    moves = [
        Move("88304", "200068369", "999", "CC Nouvelle"),
        Move("54999", "111111111", "999", "CC Nouvelle"),
    ]
    found = by_key(apply_moves(small_map(), moves))
    assert found["commune", "88304"].epci == "999"
    assert found["commune", "54999"].epci == "200071066"
    assert found["epci", "999"].name == "CC Nouvelle"
    assert ("epci", "200068369") not in found


def known(areas: list[OfficialArea]) -> dict:
    return {
        area.key: KnownArea(area.name, area.slug, area.epci, tuple(area.former_codes), tuple(area.former_names))
        for area in areas
    }


def test_addresses_are_plain_unless_two_communes_share_a_name():
    areas = complete([*small_map(), commune("54001", "Mirecourt", "54")])
    carry_over(areas, {})
    found = {area.key: area.slug for area in areas}
    assert found["commune", "88413"] == "saint-die-des-vosges"
    assert found["commune", "88304"] == "mirecourt-88"
    assert found["commune", "54001"] == "mirecourt-54"
    assert found["department", "974"] == "departement-la-reunion"
    assert found["epci", "200071066"] == "ca-de-saint-die-des-vosges"
    assert len(set(found.values())) == len(found)


def test_an_address_is_kept_when_the_name_changes_and_the_old_name_is_still_found():
    before = complete(small_map())
    carry_over(before, {})
    after = complete(small_map())
    by_key(after)["commune", "88304"].name = "Mirecourt-la-Neuve"
    assert carry_over(after, known(before)) == []
    mirecourt = by_key(after)["commune", "88304"]
    assert (mirecourt.slug, mirecourt.former_names) == ("mirecourt", ["Mirecourt"])


def test_a_merged_commune_lives_on_in_its_heir():
    before = complete(small_map())
    by_key(before)["commune", "88304"].former_codes = ["88001"]
    carry_over(before, {})
    after = [area for area in small_map() if area.key != ("commune", "88304")]
    by_key(after)["commune", "88413"].former_codes = ["88304"]
    vanished = carry_over(complete(apply_moves(after, [])), known(before))
    heir = by_key(after)["commune", "88413"]
    assert vanished == [("commune", "88304"), ("epci", "200068369")]
    assert heir.former_codes == ["88001", "88304"]
    assert heir.former_names == ["Mirecourt"]


def test_a_commune_that_splits_off_again_takes_its_code_back():
    before = complete(small_map())
    by_key(before)["commune", "88413"].former_codes = ["88500"]
    carry_over(before, {})
    after = complete([*small_map(), commune("88500", "Robache", "88")])
    carry_over(after, known(before))
    assert by_key(after)["commune", "88413"].former_codes == []


def test_the_heir_of_an_epci_is_the_one_that_took_most_of_its_members():
    before = complete(small_map())
    carry_over(before, {})
    moves = [Move("88413", "200071066", "999", "CA Neuve"), Move("54999", "200071066", "999", "CA Neuve")]
    after = complete(apply_moves(small_map(), moves))
    assert carry_over(after, known(before)) == [("epci", "200071066")]
    assert by_key(after)["epci", "999"].former_codes == ["200071066"]


def test_an_epci_torn_in_halves_has_no_heir():
    before = complete(small_map())
    carry_over(before, {})
    moves = [Move("88413", "200071066", "998", "CC A"), Move("54999", "200071066", "999", "CC B")]
    after = complete(apply_moves(small_map(), moves))
    carry_over(after, known(before))
    assert [area.key for area in after if area.former_codes] == []


def test_nothing_new_carries_over_to_the_same_map():
    before = complete(small_map())
    carry_over(before, {})
    after = complete(small_map())
    assert carry_over(after, known(before)) == []
    assert after == before


def test_epci_that_merged_whole_show_their_outlines_side_by_side():
    areas = apply_moves(small_map(), [Move("88304", "200068369", "999", "CC Neuve")])
    homes = {area.code: area.epci for area in small_map()}
    outlines = {("epci", "200068369"): SQUARE, ("epci", "200071066"): SQUARE}
    found = outline_of_merged(areas, outlines, homes)
    assert found == {("epci", "999"): {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]}}


def test_an_epci_made_of_pieces_has_no_outline():
    areas = apply_moves(small_map(), [Move("88413", "200071066", "999", "CC Neuve")])
    homes = {area.code: area.epci for area in small_map()}
    assert outline_of_merged(areas, {("epci", "200071066"): SQUARE}, homes) == {}
