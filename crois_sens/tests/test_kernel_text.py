"""Words as keys of searches, lists and addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crois_sens.kernel.text import fold, slug, sort_key

FRENCH = st.text(alphabet="abcdefghijklmnopqrstuvwxyzàâçéèêëîïôœùûüÿABCÉŒÆ'’- –0123456789", max_size=200)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(FRENCH)
def test_what_people_type_in_capitals_or_without_accents_is_found(text):
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Saint-Dié-des-Vosges", "saint-die-des-vosges"), ("L’Haÿ-les-Roses", "l'hay-les-roses"), ("Œuilly", "OEUILLY")],
)
def test_names_of_communes(written, typed):
    assert fold(written) == fold(typed)


def test_french_readers_sort_accents_after_letters():
    names = ["Évry", "Épinal", "Étampes", "Eu", "Ajaccio", "Œuilly", "Zonza"]

    assert sorted(names, key=sort_key) == ["Ajaccio", "Épinal", "Étampes", "Eu", "Évry", "Œuilly", "Zonza"]


@given(FRENCH, st.integers(min_value=5, max_value=80))
def test_a_slug_is_an_address_part_of_bounded_length(text, length):
    address = slug(text, length=max(length, len("sans-titre")))

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", address)
    assert len(address) <= max(length, len("sans-titre"))


def test_a_slug_is_cut_between_words():
    assert slug("Aire de jeux pour tous les enfants", length=16) == "aire-de-jeux"
    assert slug("anticonstitutionnellement", length=12) == "anticonstitu"


@pytest.mark.parametrize("text", ["", "!?", "—", "   "])
def test_what_has_no_letter_has_an_address_too(text):
    assert slug(text) == "sans-titre"
