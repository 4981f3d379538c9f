"""What words find an area."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territories.areas.rules import read_words, search_key

WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzéèêàçùôïœ", min_size=1, max_size=9), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("typed", "text", "department"),
    [
        ("St-Dié", "saint die", ""),
        ("ste colombe (16)", "sainte colombe", "16"),
        ("Sainte-Colombe 2A", "sainte colombe", "2a"),
        ("Saint-Denis (974)", "saint denis", "974"),
        ("L'Haÿ-les-Roses", "l hay les roses", ""),
        ("Châlons s/ Marne", "chalons sur marne", ""),
        ("2A004", "2a004", ""),
        ("88100", "88100", ""),
        ("Paris 75", "paris", "75"),
    ],
)
def test_words_are_read_as_people_write_them(typed, text, department):
    words = read_words(typed)
    assert (words.text, words.department) == (text, department)


@pytest.mark.parametrize(
    ("typed", "short"), [("", True), ("88", True), ("881", False), ("y", True), ("eu", False), ("!!", True)]
)
def test_what_half_of_france_would_answer_is_too_short(typed, short):
    assert read_words(typed).is_too_short is short


@given(WORDS)
def test_case_accents_and_hyphens_make_no_difference(words):
    name = "-".join(words)
    assert read_words(name).text == read_words(name.upper()).text == read_words(" ".join(words)).text


@given(WORDS, st.data())
def test_every_beginning_of_a_name_stands_in_its_key(words, data):
    name = " ".join(words)
    key = search_key([name], ["88413"])
    typed = name[: data.draw(st.integers(1, len(name)))]
    text = read_words(typed).text
    shortened = {"st", "ste", "sts", "stes"} & {*text.split(), *typed.split()}
    assert shortened or f"|{text}" in key or read_words(typed).department


@given(st.text())
def test_any_text_is_read(typed):
    words = read_words(typed)
    assert set(words.text + words.department) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
