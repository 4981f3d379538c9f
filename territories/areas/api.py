"""The official map over the API, and the short form in which other lists name an area."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from territories.areas.models import Area, AreaKind
from territories.areas.rules import read_words
from territories.areas.search import matching
from territories.instance.api_base import HouseFilterSet, HouseViewSet
from territories.instance.renderers import point


class AreaRefSerializer(serializers.ModelSerializer):
    """An area as other objects name it."""

    class Meta:
        model = Area
        fields = ["kind", "code", "slug", "name"]
        read_only_fields = fields


class AreaSerializer(serializers.ModelSerializer):
    """An area with all that the official map says of it, but its outline (``?format=geojson``)."""

    parent = AreaRefSerializer(read_only=True, allow_null=True)
    epci = AreaRefSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Area
        fields = [
            "kind",
            "code",
            "slug",
            "name",
            "siren",
            "population",
            "population_year",
            "postcodes",
            "parent",
            "epci",
            "former_codes",
            "former_names",
            "latitude",
            "longitude",
            "time_zone",
            "obsolete_at",
            "updated_at",
        ]
        read_only_fields = fields


class Existing(filters.ChoiceFilter):
    """Whether areas that vanished from the map are listed."""

    def __init__(self, **options) -> None:
        choices = [("no", _("aujourd’hui")), ("only", _("disparus")), ("also", _("tous"))]
        super().__init__(choices=choices, **options)

    def filter(self, queryset: QuerySet, value: str | None) -> QuerySet:
        if value == "also":
            return queryset
        return queryset.filter(obsolete_at__isnull=value != "only")


class AreaFilter(HouseFilterSet):
    """Questions to the map."""

    kind = filters.MultipleChoiceFilter(choices=AreaKind.choices, help_text=_("Nature ; peut être répété."))
    code = filters.CharFilter(help_text=_("Code INSEE, ou SIREN d’une intercommunalité ; unique dans sa nature."))
    postcode = filters.CharFilter(method="has_postcode", max_length=5, help_text=_("Code postal."))
    parent = filters.CharFilter("parent__slug", help_text=_("Adresse du territoire juste au-dessus."))
    epci = filters.CharFilter("epci__code", help_text=_("SIREN de l’intercommunalité : ses communes."))
    inside = filters.CharFilter(method="lies_in", help_text=_("Adresse d’un territoire : tout ce qu’il contient."))
    q = filters.CharFilter(method="is_called", help_text=_("Début d’un nom, d’un code ou d’un code postal."))
    obsolete = Existing(help_text=_("no (par défaut) : les territoires d’aujourd’hui ; only ; also."))

    class Meta:
        model = Area
        fields = ["kind", "code", "postcode", "parent", "epci", "inside", "q", "obsolete"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["obsolete"] else rows.current()

    def has_postcode(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        # The search key has an index; the array tells a postcode from a code that begins alike.
        return queryset.filter(search_key__contains=f"|{value}", postcodes__contains=[value])

    def lies_in(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.within(Area.objects.filter(slug=value).values("pk"))

    def is_called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = read_words(value)
        return queryset.none() if words.is_too_short else matching(queryset, words)


class AreaViewSet(HouseViewSet):
    """The official map and the quarters below it."""

    model = Area
    about = _("Régions, départements, intercommunalités, communes, quartiers et collectivités d’outre-mer.")
    serializer_class = AreaSerializer
    filterset_class = AreaFilter
    has_place = True

    def get_queryset(self) -> QuerySet:
        renderer = getattr(self.request, "accepted_renderer", None)
        outline = ["outline"] if renderer is not None and renderer.format == "geojson" else []
        return super().get_queryset().select_related("parent", "epci", *outline)

    def geometry_of(self, row: Area) -> dict | None:
        outline = getattr(row, "outline", None)
        return outline.geometry if outline else point(row)
