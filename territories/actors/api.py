"""The directory over the API: organisations and public cards."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from territories.actors.filters import OrganisationFilters, PersonFilters
from territories.actors.models import Membership, Organisation, Person
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet


class OrganisationRefSerializer(serializers.ModelSerializer):
    """An organisation as other objects name it."""

    class Meta:
        model = Organisation
        fields = ["slug", "name"]
        read_only_fields = fields


class OrganisationSerializer(serializers.ModelSerializer):
    """An organisation of the directory."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")

    class Meta:
        model = Organisation
        fields = ["slug", "name", "kind", "siren", "website", "area", "themes", "description", "source", "updated_at"]
        read_only_fields = fields


class OrganisationViewSet(HouseViewSet):
    """Organisations that act on territories."""

    model = Organisation
    about = _("Organisations de l’annuaire : collectivités, associations, entreprises, laboratoires.")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilters

    def get_queryset(self):
        return super().get_queryset().select_related("area").prefetch_related("themes")


class MembershipSerializer(serializers.ModelSerializer):
    """A person's organisation."""

    organisation = serializers.SlugRelatedField(read_only=True, slug_field="slug")

    class Meta:
        model = Membership
        fields = ["organisation", "is_main"]
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer):
    """A public card: role and source, nothing else."""

    memberships = MembershipSerializer(many=True, read_only=True)

    class Meta:
        model = Person
        fields = ["slug", "name", "role", "source", "memberships", "updated_at"]
        read_only_fields = fields


class PersonViewSet(HouseViewSet):
    """Public cards that nobody asked to remove."""

    model = Person
    about = _("Personnes de l’annuaire : un rôle et sa source ; chaque fiche se retire en un clic.")
    serializer_class = PersonSerializer
    filterset_class = PersonFilters

    def get_queryset(self):
        return super().get_queryset().prefetch_related("memberships__organisation")
