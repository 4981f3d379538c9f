"""Calls for projects over the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from projects.calls.filters import CallFilters
from projects.calls.models import Call
from territories.actors.api import OrganisationRefSerializer
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet


class CallSerializer(serializers.ModelSerializer):
    """A call with its stages and its funnel."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    operator = OrganisationRefSerializer(read_only=True, allow_null=True)
    parent = serializers.SlugRelatedField(read_only=True, slug_field="slug")
    funding_kinds = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")

    class Meta:
        model = Call
        fields = [
            *("slug", "name", "kind", "operator", "parent", "area", "launched", "deadline", "status", "summary"),
            *("stages", "requirements", "subsidy_share", "applications", "auditions", "winners"),
            *("funding_kinds", "updated_at"),
        ]
        read_only_fields = fields


class CallViewSet(HouseViewSet):
    """Calls for projects and programmes."""

    model = Call
    about = _("Appels à projets et programmes, avec leurs étapes et leurs chiffres.")
    serializer_class = CallSerializer
    filterset_class = CallFilters

    def get_queryset(self):
        return super().get_queryset().select_related("area", "operator", "parent").prefetch_related("funding_kinds")
