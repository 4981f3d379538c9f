"""Files that pages name exist, and an installation can collect them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from crois_sens.stylesheet import PARTS, SHEET, of_maps

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMED = sorted(
    {
        (str(path.relative_to(TEMPLATES)), name)
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"{%\s*static\s+['\"]([^'\"]+)['\"]", path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("template", "name"), NAMED)
def test_a_page_names_only_files_that_exist(template, name):
    assert finders.find(name), f"{template} names {name}"


def test_an_installation_can_collect_the_files(tmp_path, settings):
    """Collected names carry a hash of the content; a style sheet that names a missing file stops here."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()
    assert list(tmp_path.glob("css/site.*.css.gz")), "the style sheet is among them"


def test_the_style_sheet_is_its_parts_in_order():
    sheet = Path(finders.find(SHEET)).read_text(encoding="utf-8")
    places = [sheet.index(part.read_text(encoding="utf-8")) for part in sorted(PARTS.glob("*.css"))]

    assert places == sorted(places)
    assert finders.find(SHEET, find_all=True) == [finders.find(SHEET)]


def test_the_pictures_that_the_sheet_of_maps_names_exist():
    named = re.findall(r"url\(([^)#]+)\)", of_maps())
    assert named
    assert all(finders.find(f"css/{name}".replace("css/../", "")) for name in named)


@pytest.mark.parametrize("part", sorted(PARTS.glob("*.css")), ids=lambda part: part.name)
def test_a_part_of_the_style_sheet_stays_one_family(part):
    lines = part.read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("/* "), "says what it is about"
    assert len(lines) <= 160
