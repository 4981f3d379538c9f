"""How lists of the admin are narrowed to one consultation, by any concept that hangs on consultations."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation
from territories.accounts.permissions import areas_of


class ConsultationFilter(admin.SimpleListFilter):
    """The consultations this account sees, the latest first."""

    title = _("consultation")
    parameter_name = "consultation"
    path = "consultation"
    most = 30

    def lookups(self, request, model_admin):
        seen = Consultation.objects.filter(area__in=areas_of(request.user, "consultations.see")).order_by("-pk")
        return list(seen.values_list("slug", "title")[: self.most])

    def queryset(self, request, rows):
        return rows.filter(**{f"{self.path}__slug": self.value()}) if self.value() else rows
