"""From the sealing of its first vote on, the rules of a consultation do not move: the database refuses."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation
from territories.instance.acts import record


class NotPublished(Refusal):
    code = "not_published"
    message = _("Publiez d’abord la consultation.")


@transaction.atomic
def seal_rules(*, consultation: Consultation, by, at: datetime) -> None:
    """Freeze envelope, cap and conditions for good; called when a vote is sealed, harmless the second time.

    :raises NotPublished: before publication.
    """
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if row.published_at is None:
        raise NotPublished
    if row.rules_sealed_at is None:
        row.rules_sealed_at = at
        row.save(update_fields=["rules_sealed_at", "updated_at"])
        record(verb="consultation.rules_sealed", subject=row, area=row.area, by=by, at=at)
    consultation.rules_sealed_at = row.rules_sealed_at
