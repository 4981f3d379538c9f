"""The pure rules of the search: mistakes, marks, extracts, facets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territories.search.rules import Candidate, beyond, distance, extract, facets_of, marked, meant

WORDS = st.text("abcdé ", max_size=8)


def candidate(number: int, *, kind: str = "idea", area: int | None = None, score: float = 0.5) -> Candidate:
    return Candidate(kind, number, area, (number % 2,), 2019 + number % 3, (score, 0.0, number))


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("velo", "velo", 0), ("jadrin", "jardin", 1), ("biblotheque", "bibliotheque", 1), ("abc", "", 3)],
)
def test_steps_between_words(one, other, steps):
    assert distance(one, other) == distance(other, one) == steps


@given(WORDS, WORDS)
def test_a_distance_is_none_only_between_the_same_words(one, other):
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


def test_a_mistyped_stem_means_the_nearest_then_the_most_frequent():
    words = [("jardin", 5), ("jardini", 50), ("gardien", 90), ("parc", 900)]

    assert meant("jadrin", words) == ["jardin", "jardini"]
    assert meant("xyzzy", words) == []


def test_the_beginning_of_a_word_means_the_word():
    assert meant("biblio", [("bibliothequ", 3), ("bibliograph", 1)]) == ["bibliothequ", "bibliograph"]


def test_words_are_marked_whatever_their_accents():
    pieces = marked("Une bibliothèque, des BIBLIOTHÈQUES.", ["bibliothequ"])

    assert [piece.text for piece in pieces if piece.found] == ["bibliothèque", "BIBLIOTHÈQUES"]
    assert "".join(piece.text for piece in pieces) == "Une bibliothèque, des BIBLIOTHÈQUES."


def test_an_extract_begins_near_the_word():
    text = "mot " * 100 + "tilleul " + "fin " * 100
    shown = extract(text, ["tilleul"])

    assert "tilleul" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 240
    assert extract("court", ["tilleul"]) == "court"


def test_a_mark_names_the_place_after_a_row():
    found = [candidate(number) for number in (9, 7, 5)]

    assert beyond(found, None) == 0
    assert beyond(found, found[0].place) == 1
    assert beyond(found, (0.5, 0.0, 6)) == 2, "the row of a mark may be gone"
    assert beyond(found, found[2].place) == 3


def test_facets_count_the_most_frequent_first():
    facets = facets_of([candidate(1, area=4), candidate(2, area=4, kind="project"), candidate(3, area=8)])

    assert facets.kinds == [("idea", 2), ("project", 1)]
    assert facets.areas == [(4, 2), (8, 1)]
    assert facets.themes == [(1, 2), (0, 1)]
    assert facets.years == [(2021, 1), (2020, 1), (2019, 1)]
