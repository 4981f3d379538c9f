"""French quotation marks stay with their words: the space inside them does not break a line."""

import io
import tokenize
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("crois_sens", "territories", "projects", "seminars", "participation")
#: Words that lie in the database or its schema, and a tool that is downloaded and run alone.
ELSEWHERE = {"migrations", "models", "models.py", "tests", "tools", "official.py"}
BREAKING = ("« ", " »")


def modules() -> list[Path]:
    """The modules whose strings people may read."""
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return sorted(path for path in found if not ELSEWHERE & set(path.relative_to(ROOT).parts))


def said(path: Path) -> list[str]:
    """The strings of a module, those that explain it to programmers left out."""
    tokens = list(tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline))
    return [token.string for token in tokens if token.type == tokenize.STRING and not token.string.startswith('"""')]


def test_marks_in_strings_keep_their_words():
    wrong = [
        f"{path.relative_to(ROOT)}: {text[:80]}"
        for path in modules()
        for text in said(path)
        if any(mark in text for mark in BREAKING)
    ]
    assert not wrong, "\n".join(wrong)


def test_marks_in_templates_keep_their_words():
    written = [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt", ".md")]
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in written
        for line in path.read_text(encoding="utf-8").splitlines()
        if any(mark in line for mark in BREAKING) and not line.lstrip().startswith(("{#", "{% comment"))
    ]
    assert not wrong, "\n".join(wrong)
