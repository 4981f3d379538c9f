"""Third places over the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from territories.actors.api import OrganisationRefSerializer
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet
from territories.places.filters import PlaceFilters
from territories.places.models import Place


class PlaceSerializer(serializers.ModelSerializer):
    """A third place."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    keeper = OrganisationRefSerializer(read_only=True, allow_null=True)
    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")

    class Meta:
        model = Place
        fields = [
            *("slug", "name", "kind", "status", "summary", "services", "area", "keeper", "themes"),
            *("address", "latitude", "longitude", "updated_at"),
        ]
        read_only_fields = fields


class PlaceViewSet(HouseViewSet):
    """Third places of territories."""

    model = Place
    about = _("Tiers-lieux.")
    serializer_class = PlaceSerializer
    filterset_class = PlaceFilters
    has_place = True

    def get_queryset(self):
        return super().get_queryset().select_related("area", "keeper").prefetch_related("themes")
