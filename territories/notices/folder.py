"""Mail without a mail server: each message becomes a file that the admin can read."""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Write each mail to ``<Message-ID>.eml``; the same mail sent twice is one file."""

    def send_messages(self, messages) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            content = message.message()
            name = content["Message-ID"].strip("<>").partition("@")[0]
            self._write(folder / f"{safe(name)}.eml", content.as_bytes(linesep="\r\n"))
        return len(messages)

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Write whole or not at all, so that nobody reads half a mail."""
        handle, half = tempfile.mkstemp(dir=path.parent, suffix=".half")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(half).replace(path)


@dataclass(frozen=True)
class StoredMail:
    """A mail of the folder, as its reader would see it."""

    name: str
    at: datetime
    to: str
    subject: str
    text: str
    html: str


def newest(limit: int = 200) -> list[StoredMail]:
    """The last mails of the folder, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        files = [(entry.stat().st_mtime, Path(entry.path)) for entry in entries if entry.name.endswith(".eml")]
    return [read(path) for _moment, path in sorted(files, reverse=True)[:limit]]


def find(name: str) -> StoredMail | None:
    """One mail of the folder, by the name of its file without the ending."""
    path = Path(settings.EMAIL_FILE_PATH) / f"{safe(name)}.eml"
    return read(path) if path.is_file() else None


def read(path: Path) -> StoredMail:
    """Read a stored mail and its two bodies."""
    message: EmailMessage = message_from_bytes(path.read_bytes(), policy=policy.default)
    return StoredMail(
        name=path.stem,
        at=datetime.fromtimestamp(path.stat().st_mtime, tz=UTC),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body(message, "plain"),
        html=body(message, "html"),
    )


def body(message: EmailMessage, kind: str) -> str:
    """Return one of the two bodies of a mail, or nothing."""
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


def safe(name: str) -> str:
    """Keep a file name inside its folder."""
    return "".join(letter for letter in name if letter.isalnum() or letter in "-_")[:80]
