"""Votes over the API: their rule from the seal on, their result from its publication on, nothing in between."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from participation.ballots.contract import contract_for
from participation.ballots.life import Stage
from participation.ballots.log_api import LogActions
from participation.ballots.models import Choice, Poll
from participation.ballots.other_rule import other_of
from participation.ballots.provenance import provenance_of
from participation.ballots.results import result_of
from participation.ballots.served import served_by
from participation.ballots.turnout import turnout_of
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseFilterSet, HouseViewSet


class ChoiceSerializer(serializers.ModelSerializer):
    """A project on the ballot, as it was sealed."""

    class Meta:
        model = Choice
        fields = ["no", "code", "title", "cost_cents", "exclusive_group", "zone", "withdrawn_at", "withdrawn_reason"]
        read_only_fields = fields


class PollSerializer(serializers.ModelSerializer):
    """A vote: its rule, its calendar, its projects."""

    url = serializers.URLField(source="get_absolute_url", read_only=True)
    consultation = serializers.SlugRelatedField(read_only=True, slug_field="slug")
    area = AreaRefSerializer(source="consultation.area", read_only=True)
    stage = serializers.SerializerMethodField()
    rule = serializers.SerializerMethodField()
    ballot = serializers.SerializerMethodField()
    choices = ChoiceSerializer(many=True, read_only=True)

    class Meta:
        model = Poll
        fields = [
            *("slug", "url", "consultation", "area", "question", "stage", "origin", "opens_at", "closes_at"),
            *("key_method", "link_proof", "envelope_cents", "currency", "quorum", "electorate", "paper", "duplicates"),
            *("ballot", "rule", "version", "rule_sha256", "sealed_at", "closed_at", "counted_at", "certified_at"),
            *("published_at", "decided_at"),
            *("choices", "updated_at"),
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=[stage.value for stage in Stage]))
    def get_stage(self, poll: Poll) -> str:
        """Where the vote stands now."""
        return poll.stage(timezone.now()).value

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_rule(self, poll: Poll) -> dict:
        """The rule that decides, with its settings, as sealed."""
        return contract_for(poll).json["rule"]

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_ballot(self, poll: Poll) -> dict:
        """What a ballot may hold, as sealed."""
        return contract_for(poll).json["ballot"]


class PollFilters(HouseFilterSet):
    """Votes of a consultation, with a public result or not."""

    consultation = filters.CharFilter("consultation__slug", label=_("Consultation"))
    published = filters.BooleanFilter("published_at", lookup_expr="isnull", exclude=True, label=_("Résultat publié"))

    class Meta:
        model = Poll
        fields = ["consultation", "published"]


class PollViewSet(LogActions, HouseViewSet):
    """Sealed votes of published consultations."""

    model = Poll
    about = _("Scrutins scellés : leur règle et son empreinte, leurs projets et, une fois publié, leur résultat.")
    serializer_class = PollSerializer
    filterset_class = PollFilters
    lookup_field = "slug"

    def get_queryset(self):
        """The one door; what is not sealed has no contract yet and is nobody's to read here."""
        return super().get_queryset().sealed().select_related("consultation__area").prefetch_related("choices")

    @extend_schema(responses=OpenApiTypes.OBJECT, filters=False)
    @action(detail=True, methods=["get"])
    def result(self, request, slug: str):
        """The result, once it is public: the same numbers and reasons as its page."""
        poll = self.get_object()
        if poll.published_at is None:
            raise Http404
        result = result_of(poll)
        served, other = served_by(result), other_of(result)
        apart = {
            "turnout": turnout_of(poll).as_json(),
            "served": served and served.as_json(),
            "other_rule": other and other.as_json(),
            "provenance": provenance_of(poll, result).as_json(),
        }
        return Response({**result.as_json(), **apart})
