"""Indicators and measures over the API."""

from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from territories.areas.api import AreaRefSerializer
from territories.indicators.models import Indicator, Measure
from territories.instance.api_base import HouseFilterSet, HouseViewSet


class IndicatorSerializer(serializers.ModelSerializer):
    """Something that can be measured."""

    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")

    class Meta:
        model = Indicator
        fields = ["slug", "name", "kind", "description", "dimensions", "unit", "owner", "themes", "updated_at"]
        read_only_fields = fields


class IndicatorViewSet(HouseViewSet):
    """Indicators of the good life."""

    model = Indicator
    about = _("Indicateurs de bien-vivre et de coopération.")
    serializer_class = IndicatorSerializer

    def get_queryset(self):
        return super().get_queryset().prefetch_related("themes")


class MeasureFilters(HouseFilterSet):
    """Measures by indicator, area and year."""

    indicator = filters.CharFilter("indicator__slug")
    area = filters.CharFilter("area__slug")

    class Meta:
        model = Measure
        fields = ["indicator", "area", "year"]


class MeasureSerializer(serializers.ModelSerializer):
    """A figure with its source."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    indicator = serializers.SlugRelatedField(read_only=True, slug_field="slug")

    class Meta:
        model = Measure
        fields = ["slug", "label", "indicator", "value", "unit", "year", "source", "area", "updated_at"]
        read_only_fields = fields


class MeasureViewSet(HouseViewSet):
    """Figures with their sources."""

    model = Measure
    about = _("Mesures : une valeur, une unité, une année, une source.")
    serializer_class = MeasureSerializer
    filterset_class = MeasureFilters

    def get_queryset(self):
        return super().get_queryset().select_related("area", "indicator")
