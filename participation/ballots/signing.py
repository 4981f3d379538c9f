"""Signatures on the heads of a log: Ed25519, by the house with a key outside the database, by observers with theirs."""

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

FORMAT = "crois-sens/head/1"


def head_text(*, log: str, size: int, root: str, at: datetime) -> bytes:
    """Write what is signed: five short lines that a person can read, too.

    :param log: the address of the vote.
    :param root: in hexadecimal.
    """
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{FORMAT}\n{log}\n{size}\n{root}\n{moment}\n".encode()


def house_public_key() -> str:
    """Return the public key of this installation, in hexadecimal."""
    return _house_key(settings.LOG_KEY).public_key().public_bytes_raw().hex()


def sign(text: bytes) -> str:
    """Sign with the key of this installation; the signature is hexadecimal."""
    return _house_key(settings.LOG_KEY).sign(text).hex()


def is_signed(text: bytes, *, signature: str, key: str) -> bool:
    """Tell whether the owner of a public key signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=4)
def _house_key(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(b"crois-sens/log/1|" + secret.encode()).digest())
