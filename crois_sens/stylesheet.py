"""The one style sheet of public pages, ``css/site.css``: the parts of ``static/css/site/``, in order of their names.

A part is one family (tokens, forms, maps …) of at most 160 lines; a new family is a new file, nothing to register.
The sheet that Leaflet ships comes before them, so that a page with a map asks for no second file.
This finder joins them whenever somebody asks for the sheet: ``{% static %}``, whitenoise, the tests and
``collectstatic`` see one file like any other. A server that keeps its list of files must start anew to see a change.
"""

import tempfile
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PARTS = Path(settings.BASE_DIR) / "static" / "css" / "site"
LEAFLET = Path(find_spec("leaflet").origin).parent / "static" / "leaflet" / "leaflet.css"
SHEET = "css/site.css"


def of_maps() -> str:
    """Return Leaflet's own sheet; its pictures are named from where the joined one lies."""
    return LEAFLET.read_text(encoding="utf-8").replace("url(images/", "url(../leaflet/images/")


class JoinedSheet(BaseFinder):
    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != SHEET:
            return []
        return [self.join()] if find_all else self.join()

    def list(self, ignore_patterns):
        self.join()
        yield SHEET, self.storage

    def join(self):
        """Write the sheet where it is missing or old; several servers may do so at once."""
        sheet = Path(self.storage.path(SHEET))
        parts = [part.read_text(encoding="utf-8") for part in sorted(PARTS.glob("*.css"))]
        words = "\n".join([of_maps(), *parts])
        if not sheet.exists() or sheet.read_text(encoding="utf-8") != words:
            sheet.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=sheet.parent, delete=False) as fresh:
                fresh.write(words)
            Path(fresh.name).replace(sheet)
        return str(sheet)
