"""The importer against a real database: small maps for each trap, the shipped map once."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from territories.areas.models import Area, AreaKind, Outline
from territories.areas.official import Move, apply_moves, complete
from territories.areas.operations import IMPORTED, OlderMap, add_quarter, import_map
from territories.areas.rules import search_key
from territories.instance.models import Act
from territories.tests.areas.test_official import SQUARE, by_key, small_map

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 2, tzinfo=UTC)
LATER = datetime(2027, 1, 2, tzinfo=UTC)
OUTLINES = {("department", "88"): SQUARE}


def bring(areas=None, *, year=2026, at=AT, outlines=OUTLINES):
    return import_map(areas=complete(areas or small_map()), outlines=outlines, year=year, at=at)


def fingerprint() -> list:
    """Where every version of every row lies: any write, even of the same values, changes it."""
    found = []
    with connection.cursor() as cursor:
        for table in ("territories_area", "territories_outline", "territories_act"):
            versions = "string_agg(ctid::text || xmin::text || xmax::text, ',' ORDER BY ctid)"
            cursor.execute(f"SELECT count(*), md5({versions}) FROM {table}")
            found.append(cursor.fetchone())
    return found


def test_the_first_import_makes_everything():
    report = bring()
    assert (report.created, report.changed, report.vanished, report.outlines) == (12, 0, 0, 1)
    saint_die = Area.objects.get(code="88413")
    assert saint_die.parent.name == "Vosges"
    assert saint_die.epci.code == "200071066"
    assert saint_die.slug == "saint-die-des-vosges"
    assert Act.objects.get(verb=IMPORTED).after["year"] == 2026


def test_what_the_importer_computes_is_what_the_model_computes():
    bring()
    for area in Area.objects.all():
        imported = (area.sort_key, area.search_key, area.ancestors)
        area.save()
        assert imported == (area.sort_key, area.search_key, area.ancestors), area


def test_a_second_import_touches_no_row():
    bring()
    before = fingerprint()
    assert bring(at=LATER).is_empty
    assert fingerprint() == before


def test_only_what_differs_is_written():
    bring()
    areas = small_map()
    by_key(areas)["commune", "97411"].postcodes = ["97400"]
    report = bring(areas, at=LATER)
    assert (report.created, report.changed) == (0, 1)
    assert list(Area.objects.filter(updated_at=LATER).values_list("code", flat=True)) == ["97411"]


def test_what_vanishes_is_marked_and_kept_and_comes_back():
    bring()
    without = [area for area in small_map() if area.key != ("commune", "97411")]
    assert bring(without, year=2027, at=LATER).vanished == 1
    gone = Area.objects.get(code="97411")
    assert (gone.obsolete_at, gone.updated_at) == (date(2027, 1, 1), LATER)
    bring(year=2028, at=LATER)
    gone.refresh_from_db()
    assert gone.obsolete_at is None


def test_a_new_year_moves_members_and_leaves_former_codes_to_the_heir():
    bring()
    moves = [Move("88413", "200071066", "999", "CA Neuve"), Move("54999", "200071066", "999", "CA Neuve")]
    bring(apply_moves(small_map(), moves), year=2027, at=LATER)
    old, new = Area.objects.get(kind="epci", code="200071066"), Area.objects.get(kind="epci", code="999")
    assert old.obsolete_at == date(2027, 1, 1)
    assert list(Area.objects.successors_of(old)) == [new]
    assert sorted(new.members.values_list("code", flat=True)) == ["54999", "88413"]
    assert not old.members.exists()
    assert Area.objects.within([new]).filter(kind="commune").count() == 2


def test_quarters_move_along_with_their_commune():
    bring()
    quarter = add_quarter(parent=Area.objects.get(code="88413"), name="Kellermann", by=None, at=AT)
    bring(apply_moves(small_map(), [Move("88413", "200071066", "200068369", "CC")]), year=2027, at=LATER)
    mirecourt = Area.objects.get(kind="epci", code="200068369")
    assert quarter in Area.objects.within([mirecourt])
    quarter.refresh_from_db()
    assert quarter.obsolete_at is None


def test_an_older_map_is_refused():
    bring(year=2026)
    with pytest.raises(OlderMap, match="2026"):
        bring(year=2025)


def test_an_outline_is_drawn_anew_when_it_changes():
    bring()
    other = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 0]]]}
    assert bring(outlines={("department", "88"): other}, at=LATER).outlines == 1
    assert Outline.objects.get().geometry == other


def test_names_that_copy_would_stumble_over_arrive_whole():
    areas = small_map()
    odd = by_key(areas)["commune", "88304"]
    odd.former_names = ['Le "Grand" \\ Pré, Bas', "Tab\there"]
    bring(areas)
    assert Area.objects.get(code="88304").former_names == sorted(odd.former_names)


def test_a_folder_that_is_no_package_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"communes\.json"):
        call_command("import_areas", source=tmp_path, year=2027)
    with pytest.raises(CommandError, match="--year"):
        call_command("import_areas", source=tmp_path)


def current(kind: str) -> int:
    return Area.objects.current().filter(kind=kind).count()


def test_the_shipped_map(capsys):
    """The whole of France, 2025 then 2026 then again: every count that the files promise."""
    call_command("import_areas", year=2025)
    assert {kind: current(kind) for kind in AreaKind.values} == {
        "country": 1,
        "region": 18,
        "department": 101,
        "collectivity": 8,
        "epci": 1255,
        "commune": 34_969,
        "borough": 45,
        "quarter": 0,
    }
    homes = dict(Area.objects.filter(kind="commune").values_list("code", "epci__code"))
    call_command("import_areas")
    moved = dict(Area.objects.filter(kind="commune").values_list("code", "epci__code"))
    assert (current("epci"), current("commune")) == (1253, 34_969)
    assert sum(moved[code] != homes[code] for code in homes) == 45
    levezou = Area.objects.get(kind="epci", code="994579670")
    assert levezou.former_codes == ["241200658", "241200765"]
    assert levezou.members.count() == 19
    assert levezou.outline.geometry["type"] == "MultiPolygon"
    before = fingerprint()
    call_command("import_areas")
    assert fingerprint() == before
    assert " 0 nouveaux, 0 modifiés, 0 disparus, 0 contours" in capsys.readouterr().out.splitlines()[-1]
    the_rest_of_the_map()


def the_rest_of_the_map() -> None:
    """Facts and traps of the official map, once it is there."""
    communes = Area.objects.filter(kind="commune")
    lonely = communes.filter(epci__isnull=True, parent__kind="department").values_list("code", flat=True)
    assert sorted(lonely) == ["22016", "29083", "29155", "85113"]
    assert Area.objects.current().filter(kind="epci").exclude(parent__kind="department").count() in range(80, 95)
    saint_die = communes.get(code="88413")
    assert (saint_die.siren, saint_die.population, saint_die.population_year) == ("218804136", 19_251, 2023)
    assert saint_die.postcodes == ["88100"]
    assert [Area.objects.get(pk=pk).name for pk in saint_die.ancestors] == [
        "France",
        "Grand Est",
        "Vosges",
        "Communauté d'agglomération de Saint-Dié-des-Vosges",
    ]
    paris = communes.get(code="75056")
    assert paris.children.filter(kind="borough").count() == 20
    assert Area.objects.get(kind="region", code="06").population_year == 2017
    assert Area.objects.get(code="98756").time_zone == "Pacific/Marquesas"
    assert Outline.objects.filter(area__parent__code="FR").count() >= 18
    assert communes.filter(outline__isnull=False).count() == 95
    for area in Area.objects.order_by("?").select_related("parent", "epci")[:200]:
        assert area.search_key == search_key(
            [area.name, *area.former_names], [area.code, *area.former_codes, *area.postcodes]
        )
        assert area.ancestors == area.lineage()
