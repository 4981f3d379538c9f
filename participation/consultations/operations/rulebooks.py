"""The règlement in versions: drafted, published, never rewritten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation, Rulebook
from territories.instance.acts import record
from territories.instance.models import Attachment, Visibility


class RulebookPublished(Refusal):
    code = "rulebook_published"
    message = _("Cette version du règlement est publiée : elle ne change plus. Écrivez-en une nouvelle.")


class RulebookOutdated(Refusal):
    code = "rulebook_outdated"
    message = _("Une version plus récente du règlement est déjà publiée.")


class ConsultationHidden(Refusal):
    code = "consultation_hidden"
    message = _("La première version du règlement est publiée avec la consultation.")


class RulebookUnexplained(Refusal):
    code = "rulebook_unexplained"
    message = _("Dites ce qui change dans cette version : c’est public.")


@transaction.atomic
def save_rulebook(*, rulebook: Rulebook, by, at: datetime) -> Rulebook:
    """Keep a draft of the règlement; a new one takes the next number.

    :raises RulebookPublished: when residents read it already.
    """
    Consultation.objects.select_for_update().get(pk=rulebook.consultation_id)
    if rulebook.pk is None:
        last = rulebook.consultation.rulebooks.aggregate(last=Max("version"))["last"]
        rulebook.version = (last or 0) + 1
    elif Rulebook.objects.get(pk=rulebook.pk).published_at is not None:
        raise RulebookPublished
    rulebook.save()
    return rulebook


@transaction.atomic
def issue_rulebook(*, rulebook: Rulebook, by, at: datetime) -> Rulebook:
    """Publish a version of the règlement: from now on it holds, and the one before stays readable.

    :raises RulebookPublished: the second time; :raises RulebookOutdated: when a newer one is published.
    :raises ConsultationHidden: when its consultation is not public; :raises RulebookUnexplained: for a change
        without a reason.
    """
    consultation = (
        Consultation.objects.select_for_update(of=["self"]).select_related("area").get(pk=rulebook.consultation_id)
    )
    row = Rulebook.objects.get(pk=rulebook.pk)
    published = consultation.rulebooks.published()
    if row.published_at is not None:
        raise RulebookPublished
    if consultation.published_at is None:
        raise ConsultationHidden
    if published.filter(version__gt=row.version).exists():
        raise RulebookOutdated
    if row.version > 1 and not row.reason.strip():
        raise RulebookUnexplained
    row.published_at, row.published_by = at, by
    row.save(update_fields=["published_at", "published_by"])
    Attachment.objects.filter(pk=row.deliberation_file_id).update(visibility=Visibility.PUBLIC)
    record(
        verb="rulebook.published",
        subject=consultation,
        area=consultation.area,
        by=by,
        at=at,
        after={"version": row.version},
        reason=row.reason,
    )
    return row
