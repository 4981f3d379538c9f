"""The colour of an installation, kept readable: whatever is chosen, words on it and in it keep their contrast."""

from dataclasses import dataclass

WHITE, BLACK = "#ffffff", "#000000"

RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """The grounds that words of a colour may stand on (as in ``css/site/``), and how much they must stand out.

    WCAG asks 4.5 of text (7 of high contrast); on the grounds of the house there is a margin.
    """

    grounds: tuple[str, ...]
    #: Towards which a colour moves until it can be read, and what is written on it.
    end: str
    on_brand: str
    enough: float
    tint: float


THEMES = {
    "light": Theme(("#fbf8f1", "#fffefb", "#f3ede0"), end=BLACK, on_brand=WHITE, enough=5, tint=0.1),
    "dark": Theme(("#171a18", "#1f2320", "#121513"), end=WHITE, on_brand="#10201b", enough=5, tint=0.12),
    "light_high": Theme((WHITE,), end=BLACK, on_brand=WHITE, enough=7, tint=0),
    "dark_high": Theme((BLACK,), end=WHITE, on_brand=BLACK, enough=7, tint=0),
}


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


def tones_of(colour: str, theme: Theme) -> Tones:
    """Return the tones of a colour, darkened on light grounds (lightened on dark ones) until it can be read on all."""
    return next(tones for tones in _candidates(colour, theme) if _readable(tones, theme))


def _candidates(colour: str, theme: Theme):
    for step in range(41):
        brand = mix(colour, theme.end, step / 40)
        soft = mix(theme.grounds[0], brand, theme.tint)
        yield Tones(brand=brand, strong=mix(brand, theme.end, 0.35), soft=soft, on_brand=theme.on_brand)


def _readable(tones: Tones, theme: Theme) -> bool:
    return all(contrast(tones.brand, ground) >= theme.enough for ground in (*theme.grounds, tones.soft, tones.on_brand))


def mix(one: str, other: str, share: float) -> str:
    """Return ``one`` with a share (0 to 1) of ``other`` in it."""
    pairs = zip(_read(one), _read(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _read(colour: str) -> RGB:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(rgb: RGB) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
