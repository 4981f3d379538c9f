from hypothesis import given
from hypothesis import strategies as st

from territories.instance.rules import DARK_PAPER, LIGHT_PAPER, contrast, tones_of

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_the_one_of_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@given(colours)
def test_any_colour_can_be_read_on_light_paper(colour):
    tones = tones_of(colour, dark=False)
    assert contrast(tones.brand, LIGHT_PAPER) >= 4.5
    assert contrast(tones.brand, tones.soft) >= 4.5
    assert contrast(tones.on_brand, tones.brand) >= 4.5
    assert contrast(tones.on_brand, tones.strong) >= 4.5
    assert contrast(tones.strong, tones.soft) >= 4.5


@given(colours)
def test_any_colour_can_be_read_on_dark_paper(colour):
    tones = tones_of(colour, dark=True)
    assert contrast(tones.brand, DARK_PAPER) >= 4.5
    assert contrast(tones.brand, tones.soft) >= 4.5
    assert contrast(tones.on_brand, tones.brand) >= 4.5
    assert contrast(tones.on_brand, tones.strong) >= 4.5


def test_a_readable_colour_stays_as_chosen():
    assert tones_of("#1d5b4f", dark=False).brand == "#1d5b4f"
