"""Events over the API."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from seminars.events.filters import EventFilters
from seminars.events.models import Event, Intervention, Session
from territories.actors.models import Person
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet


class SessionSerializer(serializers.ModelSerializer):
    """A line of the programme."""

    class Meta:
        model = Session
        fields = ["starts_at", "ends_at", "title", "room"]
        read_only_fields = fields


class InterventionSerializer(serializers.ModelSerializer):
    """What somebody said; ``person`` is the slug of a public card, while it is shown."""

    person = serializers.SerializerMethodField()
    organisation = serializers.SlugRelatedField(read_only=True, slug_field="slug")

    class Meta:
        model = Intervention
        fields = ["person", "organisation", "topic", "summary"]
        read_only_fields = fields

    def get_person(self, talk: Intervention) -> str | None:
        """The slug of the card; a card that somebody asked to remove is named nowhere."""
        return talk.card.slug if talk.card else None


class EventSerializer(serializers.ModelSerializer):
    """An event; who comes is nobody else's business."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    place = serializers.SlugRelatedField(read_only=True, slug_field="slug")
    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    organisers = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    partners = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    sessions = SessionSerializer(many=True, read_only=True)
    interventions = InterventionSerializer(many=True, read_only=True)

    class Meta:
        model = Event
        fields = [
            *("slug", "title", "kind", "edition", "summary", "question", "starts_at", "ends_at", "precision"),
            *("time_zone", "venue", "address", "access", "area", "place", "themes", "organisers", "partners"),
            *("takes_registrations", "seats", "seats_taken", "attendance", "attendance_note"),
            *("speakers_count", "structures_count", "attendees", "sessions", "interventions", "updated_at"),
        ]
        read_only_fields = fields


class EventViewSet(HouseViewSet):
    """Where people meet."""

    model = Event
    about = _("Rencontres : séminaires, ateliers, réunions publiques, avec leur programme.")
    serializer_class = EventSerializer
    filterset_class = EventFilters

    def get_queryset(self):
        shown = Prefetch("person", queryset=Person.objects.published(), to_attr="card")
        talks = Intervention.objects.select_related("organisation").prefetch_related(shown)
        rows = super().get_queryset().select_related("area", "place")
        return rows.prefetch_related(
            "themes", "organisers", "partners", "sessions", Prefetch("interventions", queryset=talks)
        )
