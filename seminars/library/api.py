"""Publications over the API."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from seminars.library.filters import PublicationFilters
from seminars.library.models import Publication
from territories.actors.models import Person
from territories.instance.api_base import HouseViewSet


class PublicationSerializer(serializers.ModelSerializer):
    """A text or a video."""

    themes = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    people = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")

    class Meta:
        model = Publication
        fields = [
            *("slug", "title", "kind", "authors", "editors", "outlet", "date", "year", "pages"),
            *("url", "second_url", "note", "language", "themes", "people", "updated_at"),
        ]
        read_only_fields = fields


class PublicationViewSet(HouseViewSet):
    """What was published."""

    model = Publication
    about = _("Bibliothèque : articles, guides, comptes rendus, vidéos.")
    serializer_class = PublicationSerializer
    filterset_class = PublicationFilters

    def get_queryset(self):
        shown = Prefetch("people", queryset=Person.objects.published())
        return super().get_queryset().prefetch_related("themes", shown)
