"""What all endpoints of the API share. Read this before writing an ``api.py``.

A concept offers a list by a serializer, a filter set and a viewset, and one line in ``<app>/api.py``::

    class ProposalFilter(HouseFilterSet):
        consultation = filters.CharFilter("consultation__slug")
        class Meta:
            model = Proposal
            fields = ["consultation", "status"]

    class ProposalViewSet(HouseViewSet):
        \"\"\"Proposals of the consultations that the caller may see.\"\"\"

        model = Proposal                # rows come from Proposal.objects.visible_to(caller): the one door
        about = _("Idées et projets des consultations publiées.")   # shown in the documentation
        serializer_class = ProposalSerializer
        filterset_class = ProposalFilter
        lookup_field = "public_id"      # what stands in the address: a slug or a random UUID, never a sequence
        has_place = True                # latitude and longitude on the row: ?format=geojson

        def get_queryset(self):
            return super().get_queryset().select_related("consultation", "area").with_support_count()

    ROUTES = [("proposals", ProposalViewSet, "proposal")]

What the base then keeps for every list:

- **Pages** are cut by keyset on ``keyset`` (a unique column, ``lookup_field`` unless said otherwise, ``-`` for
  descending): ``{"count", "next", "previous", "results"}``. The count is asked once, on the first page, and travels
  in the signed cursor; a list costs two queries plus prefetches, a next page one. ``?page_size=`` is cut at 1 000.
- **Exports**: ``?format=csv`` and ``?format=geojson`` stream the WHOLE filtered list, not one page. A nested
  serializer becomes columns ``area_code``, ``area_name``; lists are joined by « | »; UTF-8 with BOM and semicolons.
- **Freshness**: ``?updated_since=`` where the model has ``updated_field`` (``updated_at``); every answer that is not
  streamed has an ETag made of its bytes, and ``If-None-Match`` gives 304. What was withdrawn from the public cannot be
  told by ``updated_since``: a harvester reads the whole list from time to time.
- **Wrong questions are 400** with the parameter named, unknown parameters included (a mistyped filter that silently
  gives everything is worse); broken rules (``Refusal``) are 409 ``{"code", "detail"}``; what is hidden is 404. Errors
  are JSON whatever the format asked for.
- **Sharing**: CORS for GET, nothing with credentials; anonymous answers may be cached for a minute.
- **Demonstration**: in that mode each JSON answer, each CSV row and each GeoJSON file has a ``demonstration`` with
  « Démonstration, votes inventés », and each answer the header ``X-Demonstration: true``.

Inside rows: relations are nested as ``AreaRefSerializer`` does (kind, code, slug, name), never primary keys; INSEE,
SIREN and SIRET are strings; money is integer cents named ``…_cents``; moments are ISO 8601 in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.response import Response
from rest_framework.views import exception_handler
from rest_framework.viewsets import ReadOnlyModelViewSet

from crois_sens.kernel.refusals import Refusal
from territories.instance.api_paging import HouseCursorPagination
from territories.instance.api_schema import HouseAutoSchema
from territories.instance.renderers import (
    CsvRenderer,
    GeoJsonRenderer,
    HouseJsonRenderer,
    csv_columns,
    csv_stream,
    geojson_stream,
    point,
)

CHUNK = 500


class RuleBroken(APIException):
    """A refusal on its way to the caller."""

    status_code = 409


def refusals_are_409(error: Exception, context: dict):
    """Answer a broken rule with its code and sentence, everything else as the framework does; always as JSON."""
    request = context.get("request")
    if request is not None and getattr(request, "accepted_renderer", None) is not None:
        request.accepted_renderer = HouseJsonRenderer()
        request.accepted_media_type = HouseJsonRenderer.media_type
    if isinstance(error, Refusal):
        response = exception_handler(RuleBroken(), context)
        response.data = {"code": error.code, "detail": str(error)}
        return response
    return exception_handler(error, context)


class HouseFilterSet(FilterSet):
    """Filters of a list; values that make no sense are 400 with the parameter named."""


class UpdatedSince(BaseFilterBackend):
    """``?updated_since=``: rows changed at that moment or later."""

    name = "updated_since"

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        written = request.query_params.get(self.name)
        if not written or not view.has_updates():
            return queryset
        return queryset.filter(**{f"{view.updated_field}__gte": self.moment(written)})

    def moment(self, written: str) -> datetime:
        """Read a date or a moment; without a zone it is UTC. A ``+`` that arrived as a space is one again.

        :raises ValidationError: when it is neither.
        """
        text = written.strip().replace(" ", "+") if "T" in written else written.strip()
        try:
            found = parse_datetime(text) if "T" in text else parse_date(text)
            if found is not None and not isinstance(found, datetime):
                found = datetime.combine(found, time.min)
            if found is not None:
                return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise ValidationError({self.name: [_("Donnez une date ou un instant ISO 8601, comme 2026-01-31T08:00:00Z.")]})

    def get_schema_operation_parameters(self, view) -> list[dict]:
        if not view.has_updates():
            return []
        text = _("Seulement ce qui a changé depuis cette date ou cet instant (ISO 8601).")
        return [{"name": self.name, "in": "query", "schema": {"type": "string"}, "description": str(text)}]


class KnownParameters(BaseFilterBackend):
    """A parameter that nobody reads is a mistake, and said so."""

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        unknown = sorted(set(request.query_params) - view.known_parameters(queryset))
        if unknown:
            raise ValidationError({name: [_("Ce paramètre est inconnu.")] for name in unknown})
        return queryset

    def get_schema_operation_parameters(self, view) -> list[dict]:
        return []


class HouseViewSet(ReadOnlyModelViewSet):
    """A public list and its details; the module's docstring says what it keeps."""

    model: ClassVar[type[Model]]
    about: ClassVar[str]
    keyset: ClassVar[str] = ""
    has_place: ClassVar[bool] = False
    updated_field: ClassVar[str] = "updated_at"
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    filter_backends = [KnownParameters, DjangoFilterBackend, UpdatedSince]
    pagination_class = HouseCursorPagination
    schema = HouseAutoSchema()

    def get_queryset(self) -> QuerySet:
        """Rows the caller may see, through the one door of the model."""
        return self.model._default_manager.visible_to(getattr(self.request, "user", None) or AnonymousUser())

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filters are questions to the list: a detail is found by its address alone."""
        if self.action == "list":
            return super().filter_queryset(queryset)
        return KnownParameters().filter_queryset(self.request, queryset, self)

    def get_renderers(self) -> list:
        exports = [CsvRenderer()] if self.action in ("list", None) else []
        places = [GeoJsonRenderer()] if self.has_place else []
        return [HouseJsonRenderer(), *exports, *places]

    def list(self, request, *args, **kwargs):
        if request.accepted_renderer.format == HouseJsonRenderer.format:
            return super().list(request, *args, **kwargs)
        return self.export(request.accepted_renderer)

    def retrieve(self, request, *args, **kwargs):
        row = self.get_object()
        data = self.get_serializer(row).data
        if request.accepted_renderer.format == GeoJsonRenderer.format:
            data = {"type": "Feature", "geometry": self.geometry_of(row), "properties": data}
        return Response(data)

    def export(self, renderer) -> StreamingHttpResponse:
        """Stream the whole filtered list in the format of the renderer."""
        rows = self.filter_queryset(self.get_queryset()).order_by(self.get_keyset())
        if renderer.format == CsvRenderer.format:
            stream = csv_stream(csv_columns(self.get_serializer()), (data for _row, data in self.written(rows)))
        else:
            stream = geojson_stream((self.geometry_of(row), data) for row, data in self.written(rows))
        name = f"{self.basename}s.{renderer.format}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(stream, content_type=f"{renderer.media_type}; charset=utf-8", headers=headers)

    def written(self, rows: QuerySet) -> Iterator[tuple[Model, dict]]:
        """Serialize rows chunk by chunk, from one snapshot of the database, in constant memory."""
        chunk = []
        for row in rows.iterator(chunk_size=CHUNK):
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield from zip(chunk, self.get_serializer(chunk, many=True).data, strict=True)
                chunk = []
        yield from zip(chunk, self.get_serializer(chunk, many=True).data, strict=True)

    def geometry_of(self, row: Model) -> dict | None:
        """The place of a row as a GeoJSON geometry: its point, unless the concept knows better."""
        return point(row)

    def get_keyset(self) -> str:
        """The unique column that cuts the list into pages.

        :raises ImproperlyConfigured: when the column is not unique: pages would lose or repeat rows.
        """
        keyset = self.keyset or self.lookup_field
        field = self.model._meta.get_field(keyset.lstrip("-")) if keyset.lstrip("-") != "pk" else self.model._meta.pk
        if not field.unique:
            raise ImproperlyConfigured(f"{type(self).__name__}.keyset: {keyset} is not unique")
        return keyset

    def has_updates(self) -> bool:
        """Whether the rows know when they last changed."""
        try:
            self.model._meta.get_field(self.updated_field)
        except FieldDoesNotExist:
            return False
        return True

    def known_parameters(self, queryset: QuerySet) -> set[str]:
        """Names that may stand after the question mark."""
        if self.action != "list":
            return {"format"}
        filterset = DjangoFilterBackend().get_filterset_class(self, queryset)
        filters = set(filterset.base_filters) if filterset else set()
        updates = {UpdatedSince.name} if self.has_updates() else set()
        return {"format", "cursor", "page_size", *filters, *updates}
