"""The search over the API: the same question and the same answers as the page."""

from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.viewsets import GenericViewSet

from territories.areas.api import AreaRefSerializer
from territories.instance.api_schema import HouseAutoSchema
from territories.instance.renderers import HouseJsonRenderer
from territories.search.finding import SAYING, find
from territories.search.forms import SearchForm
from territories.search.results import WrongMark, page_of

SIZE, MOST = 20, 100


class FoundSerializer(serializers.Serializer):
    """A result: its kind, its title, and the address of its page."""

    kind = serializers.CharField()
    title = serializers.CharField()
    url = serializers.SerializerMethodField(help_text=_("Adresse de la page."))
    text = serializers.CharField()
    area = AreaRefSerializer(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)

    def get_url(self, row) -> str:
        return self.context["request"].build_absolute_uri(row.url)


@extend_schema_serializer(many=False)
class SearchPageSerializer(serializers.Serializer):
    """A page of results."""

    count = serializers.IntegerField(help_text=_("Résultats classés ; au-delà du plafond, « complete » est faux."))
    complete = serializers.BooleanField(help_text=_("Faux quand il peut y en avoir d’autres : précisez la question."))
    how = serializers.ChoiceField(choices=["asked", "corrected", "some"])
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = FoundSerializer(many=True)


class ApiSearchForm(SearchForm):
    """The same question, with the length of its pages."""

    page_size = forms.IntegerField(required=False, min_value=1, max_value=MOST)


def parameter(name: str, text, kind=str, among: list[str] | None = None) -> OpenApiParameter:
    """Describe a parameter, and which values it may have where these are few."""
    return OpenApiParameter(name, kind, description=str(text), enum=among)


class SearchViewSet(GenericViewSet):
    """Everything that is public, found by its words."""

    about = _("Recherche plein texte en français dans tout ce qui est public, sans accents, fautes de frappe admises.")
    serializer_class = SearchPageSerializer
    renderer_classes = [HouseJsonRenderer]
    filter_backends = []
    pagination_class = None
    schema = HouseAutoSchema()
    parameters = (
        parameter("q", _("Mots cherchés.")),
        parameter("kind", _("Une seule nature de résultats.")),
        parameter("area", _("Adresse courte d’un territoire : lui et tout ce qu’il contient.")),
        parameter("theme", _("Adresse courte d’un thème.")),
        parameter("year", _("Année."), int),
        parameter("cursor", _("Marque donnée par « next » ou « previous »."), str),
        parameter("page_size", _("Résultats par page, au plus 100."), int),
        parameter("format", _("La seule forme de cette liste."), among=["json"]),
    )

    @extend_schema(parameters=list(parameters), responses=SearchPageSerializer)
    def list(self, request) -> Response:
        """Answer a question, page by page, the best first."""
        form = self.asked(request.query_params)
        answer = find(form.question())
        try:
            page = page_of(answer, request.query_params.get("cursor", ""), size=form.cleaned_data["page_size"] or SIZE)
        except WrongMark as error:
            raise ValidationError({"cursor": [_("Cette marque n’est pas de cette liste.")]}) from error
        found = {
            "count": len(answer.found),
            "complete": len(answer.found) < SAYING,
            "how": answer.how.value,
            "next": self.link(page.older) if page.older else None,
            "previous": self.link(page.newer) if page.newer is not None else None,
            "results": page.rows,
        }
        return Response(self.get_serializer(found).data)

    def asked(self, parameters) -> ApiSearchForm:
        """Read the question.

        :raises ValidationError: naming the parameter that makes no sense.
        """
        unknown = set(parameters) - {one.name for one in self.parameters}
        if unknown:
            raise ValidationError({name: [_("Ce paramètre est inconnu.")] for name in sorted(unknown)})
        form = ApiSearchForm(parameters)
        if not form.is_valid():
            raise ValidationError(form.errors)
        return form

    def link(self, mark: str) -> str:
        """Write the address of another page."""
        return replace_query_param(self.request.build_absolute_uri(), "cursor", mark)
