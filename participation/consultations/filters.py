"""How consultations can be narrowed, on the page and in the API alike."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, ConsultationKind
from participation.consultations.rules import State
from participation.consultations.wording import STATES
from territories.areas.models import Area
from territories.instance.api_base import HouseFilterSet
from territories.instance.models import Theme


class ConsultationFilters(HouseFilterSet):
    """Consultations by state, kind, territory and theme.

    The state depends on the moment; views and the API are where the clock is read.
    """

    state = django_filters.ChoiceFilter(
        method="filter_state",
        label=_("État"),
        choices=[(state.value, label) for state, label in STATES.items() if state is not State.DRAFT],
    )
    kind = django_filters.ChoiceFilter(choices=ConsultationKind.choices, label=_("Nature"))
    area = django_filters.CharFilter(method="filter_area", label=_("Territoire"))
    area_code = django_filters.CharFilter(field_name="area__code", label=_("Code officiel du territoire"))
    theme = django_filters.ModelChoiceFilter(
        field_name="themes", to_field_name="slug", queryset=Theme.objects.all(), label=_("Thème")
    )

    class Meta:
        model = Consultation
        fields = ["state", "kind", "area", "area_code", "theme"]

    def filter_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Rows in this state now."""
        return rows.in_state(State(value), at=timezone.now())

    def filter_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Rows of an area named by its slug, and of all that lies inside it."""
        return rows.filter(area__in=Area.objects.within(Area.objects.filter(slug=value)).values("pk"))
