"""A copy of what the house knows of a person: asked in the page, built by a worker, deleted after a week."""

import io
import json
import zipfile
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.registries import personal_data
from territories.accounts.models import DataExport, Participant
from territories.accounts.rules import EXPORT_HELD_FOR, EXPORT_LASTS
from territories.instance.models import Attachment
from territories.notices.operations import owe

README = _(
    "Ce dossier contient une copie de ce que la plateforme sait de vous, au format JSON (donnees.json), "
    "et les fichiers que vous avez déposés."
)


class AlreadyPreparing(Refusal):
    code = "already_preparing"
    message = _("Une copie de vos données est déjà en préparation.")


@transaction.atomic
def ask_for_data(*, participant: Participant, at: datetime) -> DataExport:
    """Write down that a person wants a copy of their data.

    :raises AlreadyPreparing: while another is being built.
    """
    try:
        with transaction.atomic():
            return DataExport.objects.create(participant=participant, asked_at=at)
    except IntegrityError as error:
        raise AlreadyPreparing from error


def build_next_export(*, at: datetime) -> bool:
    """Build one copy that waits, or that a dead worker left; tell whether there was one."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - EXPORT_HELD_FOR)
    with transaction.atomic():
        waiting = DataExport.objects.select_for_update(skip_locked=True).filter(free, ready_at__isnull=True)
        export = waiting.order_by("asked_at").first()
        if export is None:
            return False
        export.claimed_at = at
        export.save(update_fields=["claimed_at"])
    content = archive(export.participant)
    with transaction.atomic():
        # Locked, so that closing the account waits for the file and deletes it with the rest.
        mine = DataExport.objects.select_for_update().filter(pk=export.pk, claimed_at=at, ready_at__isnull=True).first()
        if mine is None:
            return True
        mine.file.save(f"{mine.public_id}.zip", ContentFile(content), save=False)
        mine.ready_at, mine.size = at, len(content)
        mine.save(update_fields=["file", "ready_at", "size"])
        owe(
            kind="data.export",
            key=f"data.export:{mine.pk}",
            title=_("La copie de vos données est prête"),
            text=_("Vous pouvez la télécharger dans votre espace pendant sept jours."),
            participant=mine.participant,
            url="/mon-espace/donnees/",
            at=at,
        )
    return True


def archive(participant: Participant) -> bytes:
    """Pack all that the registries know of a person, and the files they gave, into a ZIP."""
    known = {name: entry(participant=participant) for name, entry in personal_data}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("LISEZ-MOI.txt", str(README))
        folder.writestr("donnees.json", json.dumps(known, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
        for attachment in Attachment.objects.filter(owner=participant).order_by("pk"):
            with attachment.file.open() as source:
                folder.writestr(f"fichiers/{attachment.pk}-{attachment.name.replace('/', '_')}", source.read())
    return packed.getvalue()


def delete_old_exports(*, at: datetime) -> int:
    """Delete the copies that are older than a week, files first."""
    old = DataExport.objects.filter(asked_at__lt=at - EXPORT_LASTS)
    for export in old:
        export.file.delete(save=False)
    return old.delete()[0]
