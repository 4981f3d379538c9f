"""Pages of the API: cut by keyset, counted once, with a signed mark for the next one."""

from django.core import signing
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

SALT = "api-cursor"


class HouseCursorPagination(CursorPagination):
    """Page 5,000 costs what page 1 costs; the count is asked on the first page and carried along."""

    page_size_query_param = "page_size"
    max_page_size = 1000
    ordering = "pk"
    count = 0
    cursor_query_description = _("Marque donnée par « next » ou « previous » ; à suivre telle quelle.")
    page_size_query_description = _("Lignes par page, au plus 1 000.")

    def get_ordering(self, request, queryset, view) -> tuple[str]:
        keyset = getattr(view, "get_keyset", None)
        return (keyset() if keyset else self.ordering,)

    def get_page_size(self, request) -> int:
        written = request.query_params.get(self.page_size_query_param)
        if written is None:
            return self.page_size
        if not (written.isascii() and written.isdigit() and int(written[:10])):
            raise ValidationError({self.page_size_query_param: [_("Donnez un nombre entre 1 et 1 000.")]})
        return min(int(written[:10]), self.max_page_size)

    def paginate_queryset(self, queryset, request, view=None):
        page = super().paginate_queryset(queryset, request, view)
        if self.cursor is None:
            self.count = queryset.count()
        return page

    def decode_cursor(self, request) -> Cursor | None:
        written = request.query_params.get(self.cursor_query_param)
        if written is None:
            return None
        try:
            mark = signing.loads(written, salt=SALT)
        except signing.BadSignature as error:
            raise ValidationError({self.cursor_query_param: [_("Cette marque n’est pas de cette liste.")]}) from error
        self.count = mark["n"]
        return Cursor(offset=mark["o"], reverse=mark["r"], position=mark["p"])

    def encode_cursor(self, cursor: Cursor) -> str:
        mark = {"o": cursor.offset, "r": cursor.reverse, "p": cursor.position, "n": self.count}
        return replace_query_param(self.base_url, self.cursor_query_param, signing.dumps(mark, salt=SALT))

    def get_paginated_response(self, data) -> Response:
        links = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        return Response({"count": self.count, **links, "results": data})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        link = {"type": "string", "nullable": True, "format": "uri"}
        counted = _("Lignes en tout, comptées à la première page.")
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": str(counted)},
                "next": link,
                "previous": link,
                "results": schema,
                "demonstration": {
                    "type": "string",
                    "description": str(_("Seulement quand les données sont inventées.")),
                },
            },
        }
