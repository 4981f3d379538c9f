"""Charts: words for those who do not see them, the table with the same numbers, nothing told by colour alone."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from territories.instance.charts import Bar, Chart, Column, Stretch, bars, columns, pairs, ribbon

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def votes(**fields) -> Chart:
    lines = [
        Bar("1. Halle <&>", (60, 40), ("60", "40", "100")),
        Bar("2. Bancs", (10, 0), ("10", "0", "10"), strong=False),
    ]
    heads = ("Projet", "Internet", "Papier", "Voix")
    return bars("voix", "Voix", lines, heads=heads, series=("Internet", "Papier"), **fields)


def spending() -> Chart:
    lines = [Bar("Halle", (300, 290), ("300 €", "290 €"))]
    return pairs("euros", "Dépenses", lines, heads=("Projet", "Voté", "Dépensé"), series=("Voté", "Dépensé"))


def days() -> Chart:
    return columns(
        "jours", "Jours", [Column("1er mars", 4, "4", "01/03"), Column("2 mars", 8, "8")], heads=("Jour", "n")
    )


def calendar(now=NOW) -> Chart:
    phases = [
        Stretch("idées", NOW - timedelta(days=9), NOW - timedelta(days=4), ("20 février", "24 février")),
        Stretch("vote", NOW - timedelta(days=1), NOW + timedelta(days=3), ("28 février", "3 mars")),
    ]
    return ribbon("phases", "Calendrier", phases, heads=("Phase", "Ouvre", "Ferme"), now=now)


@pytest.mark.parametrize("make", [votes, spending, days, calendar])
def test_a_picture_has_its_title_its_words_and_its_table(make):
    chart = make()
    picture = ElementTree.fromstring(chart.svg)
    title, words = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == title.get("id")
    assert (title.text, words.text) == (chart.title, chart.description)
    for row in chart.rows:
        assert len(row) == len(chart.heads)
        assert all(cell in chart.description for cell in row)


@pytest.mark.parametrize("make", [votes, spending, days, calendar])
def test_pages_get_no_inline_style_and_paper_gets_its_width(make):
    chart = make()
    assert "style=" not in chart.svg
    assert ElementTree.fromstring(chart.on_paper(400)).get("viewBox") == f"0 0 400 {chart.height}"


def test_the_second_series_is_hatched_and_winners_are_bold():
    picture = ElementTree.fromstring(votes(threshold=(50, "minimum : 50")).svg)
    hatched = [one for one in picture.iter(f"{SVG}rect") if one.get("fill", "").startswith("url(#voix-")]
    bold = [one.text for one in picture.iter(f"{SVG}text") if one.get("font-weight") == "bold"]
    assert len(hatched) == 3  # the legend and one bar per project
    assert bold == ["1. Halle <&>", "100"]
    assert [one.text for one in picture.iter(f"{SVG}text")][-1] == "minimum : 50"


def test_bars_are_shares_of_the_longest():
    widths = [one.get("width") for one in ElementTree.fromstring(votes().svg).iter(f"{SVG}rect")]
    assert {"60.00%", "40.00%", "10.00%"} <= set(widths)


def test_today_stands_on_the_ribbon_only_while_it_lasts():
    assert "aujourd’hui" in calendar().svg
    assert "aujourd’hui" not in calendar(NOW + timedelta(days=30)).svg


def test_no_lines_no_division_by_zero():
    empty = bars("vide", "Vide", [Bar("rien", (0,), ("0",))], heads=("a", "b"))
    assert ElementTree.fromstring(empty.svg) is not None
