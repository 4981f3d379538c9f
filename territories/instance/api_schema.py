"""The API described: what OpenAPI says of formats and errors that every list shares, and the page that shows it."""

from functools import cache

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView

from territories.instance.api_paging import HouseCursorPagination
from territories.instance.renderers import HouseJsonRenderer

#: Parameters that every list has: said once, above the lists.
SHARED = {"format", "cursor", "page_size", "updated_since"}
PROBLEM = {"application/json": {"schema": {"type": "object", "additionalProperties": {}}}}
FILES = {
    "text/csv": {"schema": {"type": "string"}},
    "application/geo+json": {
        "schema": {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"type": "string"}, "features": {"type": "array", "items": {"type": "object"}}},
        }
    },
}


class HouseAutoSchema(AutoSchema):
    """OpenAPI of one endpoint: JSON as its serializer says, files as files, and the answers to wrong questions."""

    def get_description(self) -> str:
        return str(getattr(self.view, "about", "") or super().get_description())

    def map_renderers(self, attribute: str) -> list[str]:
        found = super().map_renderers(attribute)
        return [name for name in found if name not in FILES] if attribute == "media_type" else found

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        offered = set(super().map_renderers("media_type")) & set(FILES)
        if self.method == "GET" and "content" in bodies.get("200", {}):
            bodies["200"]["content"] |= {name: FILES[name] for name in sorted(offered)}
        bodies.setdefault("400", {"content": PROBLEM, "description": _("La demande est mal formée : champ et motif.")})
        bodies.setdefault("404", {"content": PROBLEM, "description": _("Cela n’existe pas, ou n’est pas public.")})
        bodies.setdefault("406", {"content": PROBLEM, "description": _("Ce format n’est pas proposé ici.")})
        if self.method != "GET":
            bodies.setdefault("409", {"content": PROBLEM, "description": _("Une règle s’y oppose : code et phrase.")})
        return bodies


class HouseApiRoot(APIRootView):
    """The list of lists."""

    renderer_classes = [HouseJsonRenderer]

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response.data |= {name: reverse(f"api-{name}", request=request) for name in ("schema", "docs")}
        return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """« Données ouvertes et API »: each list with its formats and filters, read from the OpenAPI description."""
    return render(request, "api/docs.html", {"lists": _lists(), "page_sizes": HouseCursorPagination.max_page_size})


# Swagger UI writes styles while it draws; scripts stay ours alone.
@method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}), name="dispatch")
class ApiTrial(SpectacularSwaggerSplitView):
    """The API to try in the browser."""

    template_name = "api/trial.html"


@cache
def _lists() -> list[dict]:
    """What the documentation says of each address that is read; the description does not change while we run."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    found = []
    for address, operations in schema["paths"].items():
        operation = operations.get("get")
        if operation is None or "200" not in operation["responses"]:
            continue
        parameters = operation.get("parameters", [])
        formats = next((one["schema"]["enum"] for one in parameters if one["name"] == "format"), ["json"])
        filters = [_filter(one) for one in parameters if one["in"] == "query" and one["name"] not in SHARED]
        found.append(
            {
                "address": address,
                "name": operation["operationId"],
                "about": operation.get("description", ""),
                "formats": formats if "{" not in address else [],
                "filters": filters,
            }
        )
    return found


def _filter(parameter: dict) -> dict:
    """A parameter in words: the first paragraph of what is said of it, and its choices."""
    schema = parameter["schema"]
    choices = schema.get("enum") or schema.get("items", {}).get("enum") or []
    text = parameter.get("description", "").split("\n\n")[0]
    return {"name": parameter["name"], "text": "" if text.startswith("*") else text, "choices": choices}


def keep_docstrings_inside(result: dict, **_context) -> dict:
    """Leave out of the description of objects what engineers wrote for each other, in English."""
    for component in result.get("components", {}).get("schemas", {}).values():
        component.pop("description", None)
    return result


def nothing_here(request: HttpRequest) -> JsonResponse:
    """Answer an unknown address of the API in the language of programs."""
    return JsonResponse({"detail": _("Cette adresse n’existe pas.")}, status=404)
