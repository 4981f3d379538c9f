"""Projects over the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from projects.portfolio.filters import ProjectFilters
from projects.portfolio.models import Milestone, Project
from territories.actors.api import OrganisationRefSerializer
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseViewSet


class MilestoneSerializer(serializers.ModelSerializer):
    """A step of a project."""

    class Meta:
        model = Milestone
        fields = ["title", "due_on", "reached_on"]
        read_only_fields = fields


class ProjectSerializer(serializers.ModelSerializer):
    """A project with its money and its steps."""

    area = AreaRefSerializer(read_only=True, allow_null=True)
    holder = OrganisationRefSerializer(read_only=True, allow_null=True)
    alliance = serializers.SlugRelatedField(read_only=True, slug_field="slug")
    place = serializers.SlugRelatedField(read_only=True, slug_field="slug")
    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    partners = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    milestones = MilestoneSerializer(many=True, read_only=True)

    class Meta:
        model = Project
        fields = [
            *("slug", "title", "summary", "text", "status", "status_reason", "origin", "origin_label", "origin_url"),
            *("area", "holder", "partners", "alliance", "place", "themes", "voted_cents", "spent_cents"),
            *("starts", "ends", "latitude", "longitude", "milestones", "updated_at"),
        ]
        read_only_fields = fields


class ProjectViewSet(HouseViewSet):
    """What is being made together."""

    model = Project
    about = _("Projets : votés par les habitants, ajoutés par la collectivité ou portés par des acteurs.")
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilters
    has_place = True

    def get_queryset(self):
        rows = super().get_queryset().select_related("area", "holder", "alliance", "place")
        return rows.prefetch_related("themes", "partners", "milestones")
