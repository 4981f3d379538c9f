"""Keeping files: a document as it is, an image written anew, each stored once under the hash of its content."""

from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from crois_sens.kernel.refusals import Refusal
from territories.instance.models import Attachment, Visibility

MOST_BYTES = 10 * 1024 * 1024
#: Longest side of a kept image, and the most pixels that are ever decoded: a small file may hold a huge picture.
LONGEST_SIDE = 2000
MOST_PIXELS = 40_000_000


class FileTooBig(Refusal):
    code = "file_too_big"
    message = _("Le fichier dépasse 10 Mo.")


class NotAPdf(Refusal):
    code = "not_a_pdf"
    message = _("Ce fichier n’est pas un PDF.")


class NotAnImage(Refusal):
    code = "not_an_image"
    message = _("Ce fichier n’est pas une image que nous savons lire (JPEG, PNG ou WebP).")


def keep_pdf(upload: UploadedFile, *, at: datetime, visibility=Visibility.PRIVATE, owner=None, area=None) -> Attachment:
    """Keep a PDF as it was handed in.

    :raises FileTooBig: :raises NotAPdf:
    """
    content = _read(upload)
    if not content.startswith(b"%PDF-"):
        raise NotAPdf
    return _keep(content, upload.name, "application/pdf", at=at, visibility=visibility, owner=owner, area=area)


def keep_image(
    upload: UploadedFile, *, at: datetime, alt_text: str = "", visibility=Visibility.PRIVATE, owner=None, area=None
) -> Attachment:
    """Keep an image, written anew: turned upright, made smaller, without what the camera noted (place, owner).

    :raises FileTooBig: :raises NotAnImage:
    """
    content = _encoded(_read(upload))
    name = f"{(upload.name or 'image').rpartition('.')[0] or 'image'}.webp"
    return _keep(
        content, name, "image/webp", at=at, visibility=visibility, owner=owner, area=area, alt_text=alt_text[:240]
    )


def keep_made(
    content: bytes, *, name: str, content_type: str, at: datetime, visibility=Visibility.PRIVATE, owner=None, area=None
) -> Attachment:
    """Keep a file that the house itself made: a report, an export."""
    return _keep(content, name, content_type, at=at, visibility=visibility, owner=owner, area=area)


def _read(upload: UploadedFile) -> bytes:
    if upload.size > MOST_BYTES:
        raise FileTooBig
    upload.seek(0)
    return upload.read()


def _encoded(content: bytes) -> bytes:
    try:
        image = Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
        if image.width * image.height > MOST_PIXELS:
            raise FileTooBig(_("L’image a trop de pixels."))
        upright = ImageOps.exif_transpose(image).convert("RGBA" if "A" in image.getbands() else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAnImage from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    upright.save(written, "WEBP", quality=82)
    return written.getvalue()


def _keep(content: bytes, name: str, content_type: str, **fields) -> Attachment:
    fields["created_at"] = fields.pop("at")
    attachment = Attachment(
        name=(name or "document")[-160:],
        content_type=content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        **fields,
    )
    storage, path = attachment.file.storage, attachment.file.field.generate_filename(attachment, name)
    if storage.exists(path):
        attachment.file.name = path
    else:
        attachment.file.save(path, ContentFile(content), save=False)
    attachment.save()
    return attachment


def files_of(*, participant) -> list[dict]:
    """The files of a person, for the copy of their data."""
    mine = Attachment.objects.filter(owner=participant).order_by("pk")
    return list(mine.values("public_id", "name", "content_type", "size", "visibility", "created_at"))


def discard_file(attachment: Attachment) -> None:
    """Delete a file that nothing needs any more; its content goes when no other file has the same."""
    try:
        with transaction.atomic():
            attachment.delete()
    except (ProtectedError, RestrictedError):
        return
    if not Attachment.objects.filter(sha256=attachment.sha256).exists():
        transaction.on_commit(partial(attachment.file.storage.delete, attachment.file.name))


def erase_files(*, participant, at: datetime) -> None:
    """Delete the private files of a person; what is published, or still needed by others, stays without an owner."""
    for attachment in Attachment.objects.filter(owner=participant, visibility=Visibility.PRIVATE):
        discard_file(attachment)
    Attachment.objects.filter(owner=participant).update(owner=None)
