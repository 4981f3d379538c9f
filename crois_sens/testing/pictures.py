"""The pictures of the README and of ``docs/``, taken from a running demonstration, so that they stay true::

    python3 dev.py run                                                # in one terminal
    var/venv/bin/python -m crois_sens.testing.pictures                # in another; or with the address that run printed

Each picture is what somebody sees without scrolling, in as many colours as fit a small file.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from crois_sens.testing.browser import find_chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
ADDRESS, PASSWORD = "http://localhost:8000", "demonstration"
COLOURS = 192


@dataclass(frozen=True)
class Picture:
    """A page, as wide as a desk or as a phone, seen by a visitor or by one of the people of the demonstration."""

    name: str
    path: str
    width: int = 1280
    height: int = 860
    who: str = ""
    scheme: str = "light"
    follow: str = ""


PICTURES = [
    Picture("home", "/"),
    Picture("home-dark", "/", scheme="dark"),
    Picture("area", "/territoires/ca-de-saint-die-des-vosges/"),
    Picture("consultation", "/consultations/budget-du-bien-vivre-2/"),
    Picture("idea", "/consultations/budget-du-bien-vivre-2/propositions/1-halle-couverte-pour-le-marche/"),
    Picture("vote-phone", "/votes/budget-du-bien-vivre-2/", width=360, height=740),
    Picture("result", "/votes/budget-du-bien-vivre-1/resultat/"),
    Picture("project", "/projets/bancs-et-ombre/"),
    Picture("my-space", "/mon-espace/", who="habitante@exemple.fr"),
    Picture("manager", "/admin/", who="cheffe@exemple.fr"),
    Picture("cockpit", "/admin/participation/consultation/", who="cheffe@exemple.fr", follow="a[href*='/pilotage/']"),
]


def main(address: str = ADDRESS) -> None:
    """Take every picture again."""
    from playwright.sync_api import sync_playwright  # as in the tests: whoever lacks it still collects them

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for picture in PICTURES:
            take(chromium, picture, address.rstrip("/"))
            sys.stdout.write(f"docs/images/{picture.name}.png\n")
        chromium.close()


def take(chromium, picture: Picture, address: str) -> None:
    """Open a page as somebody would, and keep what stands in the window."""
    context = chromium.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        locale="fr-FR",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.who:
        sign_in(page, picture.who)
    page.goto(picture.path)
    if picture.follow:
        page.locator(picture.follow).first.click()
    page.wait_for_load_state("networkidle")
    save(page.screenshot(), FOLDER / f"{picture.name}.png")
    context.close()


def sign_in(page, who: str) -> None:
    """Sign in as one of the people whom the launcher prints."""
    page.goto("/compte/connexion/")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    page.click("main .form button")
    page.wait_for_url(lambda url: "connexion" not in url)


def save(shot: bytes, path: Path) -> None:
    """Write a picture in few colours: a third of the weight, the same to the eye."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
