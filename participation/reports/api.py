"""Published reports over the API."""

from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participation.reports.models import Report
from territories.instance.api_base import HouseFilterSet, HouseViewSet


class ReportFilters(HouseFilterSet):
    """Reports of one consultation."""

    consultation = filters.CharFilter("consultation__slug")

    class Meta:
        model = Report
        fields = ["consultation"]


class ReportSerializer(serializers.ModelSerializer):
    """A report and where its files are."""

    consultation = serializers.SlugRelatedField(read_only=True, slug_field="slug")
    pdf = serializers.SerializerMethodField()
    xlsx = serializers.SerializerMethodField()
    csv = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = ["public_id", "consultation", "asked_at", "finished_at", "pdf", "xlsx", "csv", "updated_at"]
        read_only_fields = fields

    def _address(self, file) -> str | None:
        return file and self.context["request"].build_absolute_uri(file.get_absolute_url())

    @extend_schema_field(OpenApiTypes.URI)
    def get_pdf(self, report: Report) -> str | None:
        """Address of the PDF."""
        return self._address(report.pdf)

    @extend_schema_field(OpenApiTypes.URI)
    def get_xlsx(self, report: Report) -> str | None:
        """Address of the workbook."""
        return self._address(report.xlsx)

    @extend_schema_field(OpenApiTypes.URI)
    def get_csv(self, report: Report) -> str | None:
        """Address of the table."""
        return self._address(report.csv)


class ReportViewSet(HouseViewSet):
    """Reports that were published."""

    model = Report
    about = _("Rapports publiés des consultations, en PDF, en tableur et en CSV.")
    serializer_class = ReportSerializer
    filterset_class = ReportFilters
    lookup_field = "public_id"

    def get_queryset(self):
        ready = super().get_queryset().filter(finished_at__isnull=False)
        return ready.select_related("consultation", "pdf", "xlsx", "csv")
