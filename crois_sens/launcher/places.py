"""Where things lie: the checkout, and ``var/``, which holds all that a machine adds to it."""

import json
import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"


class Trouble(Exception):
    """Something the person at the keyboard can mend, told in one line."""


def folder(path: Path, *, mode: int = 0o755) -> Path:
    """Make a folder with exactly these rights; one that is already there keeps its own.

    :raises Trouble: when it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=mode)
        path.chmod(mode)
    except FileExistsError:
        pass
    except OSError as error:
        raise Trouble(f"cannot make the folder {path}: {error.strerror}. Is the checkout yours to write in?") from error
    return path


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, in one step: readers see the old one or the new one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Return what a small state file says; nothing when it is absent or was cut short."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def last_lines(path: Path, number: int = 12) -> str:
    """Return the end of a log, for a message about what went wrong."""
    try:
        return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-number:])
    except OSError:
        return ""
