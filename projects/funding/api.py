"""Kinds of finance over the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from projects.funding.models import FundingKind
from territories.instance.api_base import HouseFilterSet, HouseViewSet


class FundingKindFilters(HouseFilterSet):
    """Kinds by family."""

    class Meta:
        model = FundingKind
        fields = ["family"]


class FundingKindSerializer(serializers.ModelSerializer):
    """A kind of money: whom it fits, what it asks."""

    class Meta:
        model = FundingKind
        fields = [
            *("slug", "name", "family", "description", "share", "minimum_cents", "maximum_cents"),
            *("fits", "needs", "updated_at"),
        ]
        read_only_fields = fields


class FundingKindViewSet(HouseViewSet):
    """Kinds of money and whom they fit."""

    model = FundingKind
    about = _("Natures de financement : à qui chacune convient, ce qu’elle demande.")
    serializer_class = FundingKindSerializer
    filterset_class = FundingKindFilters
