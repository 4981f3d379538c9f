"""Consultations over the API, their phases nested."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participation.consultations.filters import ConsultationFilters
from participation.consultations.models import Consultation, Phase
from participation.consultations.rules import PhaseState, State
from territories.actors.api import OrganisationRefSerializer
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet


class PhaseSerializer(serializers.ModelSerializer):
    """A phase: open from ``opens_at``, which counts, to ``closes_at``, which does not."""

    state = serializers.SerializerMethodField()

    class Meta:
        model = Phase
        fields = ["kind", "opens_at", "closes_at", "state", "text"]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=[state.value for state in PhaseState]))
    def get_state(self, phase: Phase) -> str:
        """Where now falls in the phase."""
        return phase.state(timezone.now()).value


class ConsultationSerializer(serializers.ModelSerializer):
    """A consultation with its calendar and its rules."""

    url = serializers.URLField(source="get_absolute_url", read_only=True)
    state = serializers.SerializerMethodField()
    area = AreaRefSerializer(read_only=True)
    organiser = OrganisationRefSerializer(read_only=True)
    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    phases = PhaseSerializer(many=True, read_only=True)

    class Meta:
        model = Consultation
        fields = [
            *("slug", "url", "title", "kind", "state", "summary", "description", "series", "edition"),
            *("area", "organiser", "deciding_body", "themes", "time_zone", "envelope_cents", "project_cap_cents"),
            *("accepted_links", "minimum_age", "declaration", "ideas_per_person", "supports_per_person"),
            *("published_at", "rules_sealed_at", "frozen_at", "frozen_authority", "frozen_decided_on"),
            *("frozen_reason", "frozen_url", "archived_facts", "phases", "updated_at"),
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=[state.value for state in State]))
    def get_state(self, consultation: Consultation) -> str:
        """Its one state now."""
        return consultation.state(timezone.now()).value


class ConsultationViewSet(HouseViewSet):
    """What is put to a territory."""

    model = Consultation
    about = _("Consultations publiées : budgets participatifs, votations, concertations, avec leur calendrier.")
    serializer_class = ConsultationSerializer
    filterset_class = ConsultationFilters

    def get_queryset(self):
        return super().get_queryset().for_page().prefetch_related("themes")
