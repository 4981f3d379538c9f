"""Files that pages name exist, and an installation can collect them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

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
