import pytest
from hypothesis import given
from hypothesis import strategies as st

from territories.instance.rules import THEMES, contrast, tones_of

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_the_one_of_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("name", THEMES)
@given(colour=colours)
def test_any_colour_can_be_read_in_every_theme(name, colour):
    theme = THEMES[name]
    tones = tones_of(colour, theme)

    for ground in (*theme.grounds, tones.soft):
        assert contrast(tones.brand, ground) >= theme.enough
        assert contrast(tones.strong, ground) >= theme.enough
    assert contrast(tones.on_brand, tones.brand) >= theme.enough
    assert contrast(tones.on_brand, tones.strong) >= theme.enough


def test_a_readable_colour_stays_as_chosen():
    assert tones_of("#1d5b4f", THEMES["light"]).brand == "#1d5b4f"
