"""One way to write a value as bytes, so that a rule or a result has one hash.

JSON with sorted keys, no spaces, UTF-8 and integers only: what RFC 8785 gives for such values, short enough to be
written again by anyone who recounts.
"""

import json
from hashlib import sha256
from typing import Any

#: Beyond this, a browser reading the JSON would silently round the number.
LARGEST_INTEGER = 2**53 - 1


def canonical_json(value: Any) -> bytes:
    """Return the only bytes that stand for this value.

    >>> canonical_json({"b": [1, None], "a": "é"}).decode()
    '{"a":"é","b":[1,null]}'

    :raises TypeError: for floats and whatever else has no exact form: write it as a text first.
    """
    _check(value, "value")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(value: Any) -> str:
    """Return the SHA-256 of the canonical bytes, in hexadecimal."""
    return sha256(canonical_json(value)).hexdigest()


def _check(value: Any, where: str) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise TypeError(f"{where}: integer too large to be read exactly everywhere")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            _check(item, f"{where}[{number}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            # ASCII keys are sorted alike by code point (here) and by UTF-16 unit (RFC 8785).
            if not isinstance(key, str) or not key.isascii():
                raise TypeError(f"{where}: keys are ASCII texts, not {key!r}")
            _check(item, f"{where}.{key}")
    else:
        raise TypeError(f"{where}: {type(value).__name__} has no canonical form")
