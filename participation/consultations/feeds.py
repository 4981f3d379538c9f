"""News of consultations for feed readers: the newest everywhere, and those of an area."""

from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation
from territories.instance.feeds import TOLD, HouseFeed, News


def newest(consultations, *, limit: int) -> list[News]:
    """Tell which of these consultations were published last."""
    rows = consultations.published().select_related("area", "organiser").order_by("-published_at", "-pk")[:limit]
    return [
        News(
            f"{row.title} · {row.area}",
            row.get_absolute_url(),
            row.summary,
            row.published_at,
            row.updated_at,
            row.organiser.name,
        )
        for row in rows
    ]


def of_area(*, area, limit: int) -> list[News]:
    """News of an area: consultations there and inside it."""
    return newest(Consultation.objects.filter(Q(area=area) | Q(area__ancestors__contains=[area.pk])), limit=limit)


class ConsultationFeed(HouseFeed):
    """The newest consultations."""

    title = _("Consultations")
    subtitle = _("Ce qui est mis en discussion et au vote près de chez vous.")
    link = reverse_lazy("participation:consultations")

    def items(self) -> list[News]:
        return newest(Consultation.objects.all(), limit=TOLD)
