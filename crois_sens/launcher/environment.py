"""What the programs of the house are told: where the servers are, which keys to use, where they stand."""

import contextlib
import os
import secrets
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from crois_sens.launcher.places import VAR, Trouble, folder
from crois_sens.launcher.servers import WHEELS, borrowed

DEFAULT_PORT = "8000"
#: Three keys, not one: who learns the key of the sessions learns nothing of the electoral rolls, and signs no log.
KEYS = ("SECRET_KEY", "ROLL_KEY", "LOG_KEY")
#: Commands that ask no server; they must not wait for one.
WITHOUT_SERVERS = {"collectstatic", "compilemessages", "findstatic", "help", "makemessages", "tally", "version"}
#: Stands for servers that are not needed.
NOWHERE = {"DATABASE_URL": "postgres://127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}


def chosen_port() -> int:
    """Return the port that ``PORT`` asks for.

    :raises Trouble: when it is not one.
    """
    written = os.environ.get("PORT") or DEFAULT_PORT
    if not (written.isdecimal() and 0 < int(written) < 65536):
        raise Trouble(f"PORT={written} is not a port: choose a number, for example PORT=8001")
    return int(written)


def house_environment() -> dict[str, str]:
    """Return the environment of a demonstration: what is set wins, what is missing comes from ``var/``."""
    standing = {"DEMONSTRATION": "1", "COLLECTED_STATIC": "0", "SITE_URL": f"http://localhost:{chosen_port()}"}
    given = {name: value for name, value in os.environ.items() if value or name not in KEYS}
    return {**standing, **{name: _kept_key(name) for name in KEYS if name not in given}, **given}


def is_ours() -> bool:
    """Tell whether nothing is said about an installation, so that a plain ``manage.py`` means this checkout's own."""
    named = any(os.environ.get(name) for name in ("DATABASE_URL", "SECRET_KEY"))
    return not named and all(find_spec(wheel) for wheel in WHEELS.values())


@contextlib.contextmanager
def house(words: Sequence[str]) -> Iterator[None]:
    """Put the servers and keys of ``dev.py run`` into the environment for a command of ``manage.py``."""
    os.environ.update(house_environment())
    with borrowed({**os.environ, **(NOWHERE if _needs_no_server(words) else {})}) as servers:
        os.environ.update(servers)
        yield


def _needs_no_server(words: Sequence[str]) -> bool:
    return not words or words[0] in WITHOUT_SERVERS or bool({"-h", "--help", "--version"} & set(words))


def _kept_key(name: str) -> str:
    """Return a key of this checkout, made once and readable by its owner alone."""
    path = folder(VAR / "keys", mode=0o700) / name
    with contextlib.suppress(FileExistsError):
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
    return _read_key(path)


def _read_key(path: Path) -> str:
    key = path.read_text(encoding="utf-8").strip()
    if not key:
        raise Trouble(f"{path} is empty: remove it, and a new key is made (sessions end)")
    return key
