"""The public log over the API: its heads, and proofs that a commitment is in it and that it only ever grew."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from participation.ballots.log import consistency_of, has_log, head_as_json, inclusion_of, last_head
from participation.ballots.models import Head, Poll


class LogActions:
    """What a vote answers about its log; for the viewset of polls."""

    #: What each of these questions may ask beside the filters of the list.
    ASKED = {"inclusion": {"commitment", "size"}, "consistency": {"from", "to"}}

    def known_parameters(self, queryset) -> set[str]:
        """The parameters of the list, and those of the question at hand."""
        return super().known_parameters(queryset) | self.ASKED.get(self.action, set())

    @extend_schema(responses=OpenApiTypes.OBJECT, filters=False)
    @action(detail=True, methods=["get"])
    def log(self, request, slug: str):
        """The newest signed head, with the signatures of observers."""
        poll, head = self._log()
        return Response(head_as_json(head, poll))

    @extend_schema(responses=OpenApiTypes.OBJECT, filters=False)
    @action(detail=True, methods=["get"], url_path="log/heads")
    def heads(self, request, slug: str):
        """Every head that was ever signed, oldest first."""
        poll, _head = self._log()
        rows = poll.heads.order_by("no").prefetch_related("cosignatures__observer")
        return Response({"results": [head_as_json(head, poll) for head in rows]})

    @extend_schema(
        responses=OpenApiTypes.OBJECT,
        filters=False,
        parameters=[
            OpenApiParameter("commitment", str, required=True, description=_("Un récépissé, en hexadécimal.")),
            OpenApiParameter("size", int, description=_("Taille d’une tête ; sans elle, la dernière.")),
        ],
    )
    @action(detail=True, methods=["get"], url_path="log/inclusion")
    def inclusion(self, request, slug: str):
        """The proof that a commitment is in the log (RFC 6962); 404 when it is not there."""
        poll, head = self._log(request.query_params.get("size"), "size")
        commitment = "".join(request.query_params.get("commitment", "").split()).lower()
        found = inclusion_of(poll, commitment, head)
        if found is None:
            raise Http404
        return Response({"head": head_as_json(head, poll), **found})

    @extend_schema(
        responses=OpenApiTypes.OBJECT,
        filters=False,
        parameters=[
            OpenApiParameter("from", int, required=True, description=_("Taille de la tête ancienne.")),
            OpenApiParameter("to", int, description=_("Taille de la tête nouvelle ; sans elle, la dernière.")),
        ],
    )
    @action(detail=True, methods=["get"], url_path="log/consistency")
    def consistency(self, request, slug: str):
        """The proof that the log only grew between two heads (RFC 6962)."""
        poll, newer = self._log(request.query_params.get("to"), "to")
        _poll, older = self._log(request.query_params.get("from", ""), "from")
        if older.size > newer.size:
            raise ValidationError({"from": [_("La tête ancienne est la plus courte.")]})
        return Response({"head": head_as_json(newer, poll), **consistency_of(poll, older, newer)})

    def _log(self, size: str | None = None, name: str = "") -> tuple[Poll, Head]:
        """The poll of the address and one of its heads: the newest, or the one of a size that was asked for."""
        poll = self.get_object()
        head = last_head(poll) if size is None else self._head_of_size(poll, size, name)
        if head is None or not has_log(poll):
            raise Http404
        return poll, head

    def _head_of_size(self, poll: Poll, size: str, name: str) -> Head | None:
        if not size.isdecimal():
            raise ValidationError({name: [_("Une taille est un nombre.")]})
        rows = poll.heads.filter(size=int(size)).prefetch_related("cosignatures__observer")
        return rows.first()
