"""The calendar of a consultation as a ribbon: each phase on one scale, with today."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from participation.consultations.models import Consultation
from territories.instance.charts import Chart, Stretch, ribbon
from territories.instance.templatetags.house import day, last_day


def calendar_chart(consultation: Consultation, *, at: datetime) -> Chart | None:
    """The phases of a consultation; prefetch ``phases`` in lists. Nothing for a single phase."""
    zone = consultation.time_zone
    phases = [
        Stretch(
            capfirst(phase.get_kind_display()),
            phase.opens_at,
            phase.closes_at,
            (day(phase.opens_at, zone), last_day(phase.closes_at, zone)),
        )
        for phase in consultation.phases.all()
    ]
    if len(phases) < 2:
        return None
    heads = (_("Phase"), _("du"), _("au"))
    return ribbon(f"calendrier-{consultation.pk}", _("Les phases sur une même échelle"), phases, heads=heads, now=at)
