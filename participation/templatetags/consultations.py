"""What pages draw of a consultation: ``{% load consultations %}``."""

from datetime import datetime

from django import template

from participation.consultations import charts
from participation.consultations.models import Consultation
from territories.instance.charts import Chart

register = template.Library()


@register.simple_tag
def calendar_chart(consultation: Consultation, at: datetime) -> Chart | None:
    """The phases as a ribbon: ``{% calendar_chart consultation now as chart %}``."""
    return charts.calendar_chart(consultation, at=at)
