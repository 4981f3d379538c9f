"""Alliances over the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from territories.actors.api import OrganisationRefSerializer
from territories.alliances.filters import AllianceFilters
from territories.alliances.models import Alliance, AllianceMember
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet


class AllianceMemberSerializer(serializers.ModelSerializer):
    """A member of an alliance."""

    organisation = serializers.SlugRelatedField(read_only=True, slug_field="slug")

    class Meta:
        model = AllianceMember
        fields = ["organisation", "family"]
        read_only_fields = fields


class AllianceSerializer(serializers.ModelSerializer):
    """An alliance with its known members."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    lead = OrganisationRefSerializer(read_only=True, allow_null=True)
    facilitator = OrganisationRefSerializer(read_only=True, allow_null=True)
    memberships = AllianceMemberSerializer(many=True, read_only=True)

    class Meta:
        model = Alliance
        fields = [
            *("slug", "name", "kind", "status", "summary", "axes", "aims", "members_at_least"),
            *("area", "lead", "facilitator", "memberships", "updated_at"),
        ]
        read_only_fields = fields


class AllianceViewSet(HouseViewSet):
    """Alliances of territories."""

    model = Alliance
    about = _("Alliances : pôles, coopératives, clusters, réseaux.")
    serializer_class = AllianceSerializer
    filterset_class = AllianceFilters

    def get_queryset(self):
        rows = super().get_queryset().select_related("area", "lead", "facilitator")
        return rows.prefetch_related("memberships__organisation")
