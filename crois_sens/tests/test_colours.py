"""Words can be read in every theme: each pair of colours that pages put together keeps its contrast."""

import re

import pytest

from crois_sens.stylesheet import PARTS
from territories.instance.rules import THEMES, contrast

GROUNDS = ("paper", "surface", "sunken")
TINTS = ("brand-soft", "ok-soft", "warn-soft", "bad-soft", "info-soft")
STATES = ("ok", "warn", "bad", "info")
#: Running text: AAA. What acts or is noticed: AA with a margin, AAA for those who ask for contrast.
TEXT = [(ink, ground) for ink in ("ink", "ink-soft") for ground in GROUNDS + TINTS]
STATED = [(state, ground) for state in STATES for ground in (*GROUNDS, f"{state}-soft")]
ACTING = [(ink, ground) for ink in ("brand", "brand-strong", "clay") for ground in GROUNDS]
ACTING += [("brand", "brand-soft"), ("brand-strong", "brand-soft"), ("on-brand", "brand"), ("on-brand", "brand-strong")]
ACTING += [("paper", "bad"), ("paper", "ink"), ("paper", "clay"), ("on-ochre", "ochre")]
#: Borders of fields and the ring of the keyboard: 3.
SHAPES = [(line, ground) for line in ("edge", "focus") for ground in (*GROUNDS, "brand-soft")]


def themes() -> dict[str, dict[str, str]]:
    """Read the tokens of each theme as a browser would: what is more special changes what is plainer."""
    text = (PARTS / "10-tokens.css").read_text(encoding="utf-8") + (PARTS / "12-themes.css").read_text(encoding="utf-8")
    rules = re.findall(r"(?:@media ([^{]+?) \{\s*)?:root \{(.*?)\}", text, re.DOTALL)
    tokens = {where: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body)) for where, body in rules}
    light, dark, high, printed = tokens[""], *(tokens[where] for where in (DARK, HIGH, "print"))
    return {
        "light": light,
        "dark": light | dark,
        "light_high": light | high,
        "dark_high": light | dark | high | tokens[f"{HIGH} and {DARK}"],
        "print": light | printed,
        "print_dark": light | dark | printed,
    }


COLOUR = r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|rgba?\([^)]*\)|hsla?\([^)]*\)"
DARK, HIGH = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
LOOKS = themes()


@pytest.mark.parametrize("name", LOOKS)
def test_words_stand_out_from_every_ground(name):
    look = LOOKS[name]
    wanted = [(pair, 7) for pair in TEXT + STATED] + [(pair, 7 if "high" in name else 4.5) for pair in ACTING]
    wanted += [(pair, 3) for pair in SHAPES]
    found = [(pair, contrast(look[pair[0]], look[pair[1]]), least) for pair, least in wanted]

    assert not [pair for pair, seen, least in found if seen < least]


@pytest.mark.parametrize("name", THEMES)
def test_the_colour_of_an_installation_is_tried_on_the_grounds_of_the_theme(name):
    assert set(THEMES[name].grounds) == {LOOKS[name][ground] for ground in GROUNDS}


@pytest.mark.parametrize("part", sorted(PARTS.glob("*.css")), ids=lambda part: part.name)
def test_colours_are_written_once(part):
    if part.name in ("10-tokens.css", "12-themes.css"):
        return
    written = re.findall(COLOUR, part.read_text(encoding="utf-8"))
    assert not written, f"{part.name} writes colours of its own"
