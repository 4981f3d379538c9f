"""The French catalogue: plurals of our own sentences (0 is singular in French), and words of libraries.

Our msgids are French, so a catalogue needs none of them, except those with a plural: without an entry Python falls
back on the English rule and writes « 0 idées ». They are found in the sources and written by ``manage.py catalogues``.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

FOLDERS = ("crois_sens", "territories", "projects", "seminars", "participation", "templates")
PLURALS = {"ngettext", "ngettext_lazy"}
HEADER = {
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}


def renew(root: Path) -> polib.POFile:
    """Return the French catalogue with the plurals that the sources hold now; words written by hand stay."""
    catalogue = polib.pofile(str(path_of(root)))
    catalogue.metadata = HEADER
    by_hand = [entry for entry in catalogue if not entry.msgid_plural]
    catalogue[:] = by_hand
    for one, many in sorted(set(plurals(root))):
        forms = {0: one, 1: many}
        catalogue.append(polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural=forms, flags=["python-format"]))
    return catalogue


def path_of(root: Path) -> Path:
    """Return where the French catalogue lies."""
    return root / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def plurals(root: Path) -> Iterator[tuple[str, str]]:
    """Find the sentences with a plural in templates and modules."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield from _calls(ast.parse(path.read_text(encoding="utf-8")))
            elif path.suffix in (".html", ".txt", ".md"):
                yield from _in_template(path)


def _calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in PLURALS:
            one, many = node.args[:2]
            yield ast.literal_eval(one), ast.literal_eval(many)


def _in_template(path: Path) -> Iterator[tuple[str, str]]:
    """Django rewrites a template into calls of gettext, blanking out the rest: only the calls are read."""
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    start = text.find("ngettext(")
    while start >= 0:
        end = text.find(", count)", start)
        one, many = ast.literal_eval(f"[{text[start + len('ngettext(') : end]}]")
        yield one, many
        start = text.find("ngettext(", end)
