"""The colour of an installation, kept readable: whatever is chosen, words on it and in it keep their contrast."""

from dataclasses import dataclass

#: WCAG asks 4.5 of text; a margin, because the same colour also stands on tinted grounds.
ENOUGH = 5.5
LIGHT_PAPER, DARK_PAPER, WHITE, INK = "#fbf8f1", "#171a18", "#ffffff", "#10201b"

RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tones:
    """What one colour becomes on light or on dark paper."""

    brand: str
    strong: str
    soft: str
    on_brand: str


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (``#1d5b4f``) as WCAG 2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(_read(one)), _luminance(_read(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tones_of(colour: str, *, dark: bool) -> Tones:
    """Return the tones of a colour, darkened on light paper (or lightened on dark paper) until it can be read."""
    paper, end = (DARK_PAPER, WHITE) if dark else (LIGHT_PAPER, "#000000")
    brand = next(tone for tone in _towards(colour, end) if contrast(tone, paper) >= ENOUGH)
    return Tones(
        brand=brand,
        strong=mix(brand, end, 0.35),
        soft=mix(paper, brand, 0.12 if dark else 0.1),
        on_brand=INK if dark else WHITE,
    )


def mix(one: str, other: str, share: float) -> str:
    """Return ``one`` with a share (0 to 1) of ``other`` in it."""
    pairs = zip(_read(one), _read(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _towards(colour: str, end: str):
    return (mix(colour, end, step / 40) for step in range(41))


def _read(colour: str) -> RGB:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(rgb: RGB) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
