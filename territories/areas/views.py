"""Pages of the map: all of it, one area, finding one's commune; and the shapes their maps draw."""

from itertools import groupby

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from crois_sens.kernel.registries import area_panels
from territories.areas.contents import above, communes_of, departments_of, inside, points_of, polling_places_of
from territories.areas.models import Area, AreaKind
from territories.areas.rules import read_words
from territories.areas.search import find_areas
from territories.areas.shapes import collection, digest_of, inner_shapes, own_shape
from territories.instance.paging import keyset_page

#: Natures that the search page looks among: all but the country.
FINDABLE = [kind for kind in AreaKind.values if kind != AreaKind.COUNTRY]
SHAPE_TYPE = "application/geo+json"


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """« Territoires »: France with its regions, departments and overseas collectivities."""
    kinds = [AreaKind.COUNTRY, AreaKind.REGION, AreaKind.DEPARTMENT, AreaKind.COLLECTIVITY]
    rows = {kind: [] for kind in kinds}
    for area in Area.objects.current().filter(kind__in=kinds):
        rows[area.kind].append(area)
    departments = sorted(rows[AreaKind.DEPARTMENT], key=lambda area: (area.parent_id or 0, area.sort_key))
    by_region = {parent: list(group) for parent, group in groupby(departments, key=lambda area: area.parent_id)}
    regions = [(region, by_region.get(region.pk, [])) for region in rows[AreaKind.REGION]]
    country = rows[AreaKind.COUNTRY][0] if rows[AreaKind.COUNTRY] else None
    context = {"country": country, "regions": regions, "collectivities": rows[AreaKind.COLLECTIVITY]}
    return render(request, "territories/areas/areas.html", context)


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One area: what lives there, where it lies, what lies inside."""
    row = get_object_or_404(Area.objects.visible_to(request.user).select_related("parent", "epci"), slug=slug)
    if row.kind == AreaKind.COUNTRY:
        return redirect("territories:areas")
    now = timezone.now()
    sections, places = inside(row), polling_places_of(row)
    panels = [panel for _name, entry in area_panels if (panel := entry(area=row, person=request.user, at=now))]
    brought = [point for panel in panels for point in panel.get("points", [])]
    drawn = dict(inner_shapes(row).values_list("area", "area__name"))
    context = {
        "area": row,
        "above": above(row),
        "successors": Area.objects.successors_of(row) if row.obsolete_at else [],
        "panels": panels,
        "sections": sections,
        "polling_places": places,
        "departments": departments_of(row, sections),
        "openings": brought,
        "points": brought + points_of(row, sections, places, set(drawn)),
        "has_shape": bool(drawn),
        "shape_of_another": next(iter(drawn.values())) if len(drawn) == 1 and row.pk not in drawn else "",
        "lists_communes": row.kind in (AreaKind.REGION, AreaKind.DEPARTMENT),
    }
    return render(request, "territories/areas/area.html", context)


@require_safe
def communes(request: HttpRequest, slug: str) -> HttpResponse:
    """All communes of a larger area, by name, page by page."""
    row = get_object_or_404(Area.objects.visible_to(request.user), slug=slug)
    rows = communes_of(row)
    context = {
        "area": row,
        "above": above(row),
        "number": rows.count(),
        "page": keyset_page(rows, request, order=("sort_key", "pk"), size=100),
    }
    return render(request, "territories/areas/communes.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find an area by name, postcode or code: as one types, or all at once without JavaScript."""
    typed = request.GET.get("q", "").strip()
    found = find_areas(typed, kinds=FINDABLE, limit=20)
    context = {"typed": typed, "found": found, "words": read_words(typed)}
    if request.htmx:
        response = render(request, "territories/areas/_results.html", context)
    elif len(found) == 1:
        response = redirect(found[0])
    else:
        response = render(request, "territories/areas/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@cache_control(public=True, max_age=300)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Suggest communes to the field that asks for one; see ``forms.CommuneField``."""
    around = Area.objects.filter(slug=request.GET.get("dans", "")).first()
    found = find_areas(request.GET.get("q", ""), inside=around)
    results = [{"code": area.code, "label": area.label, "note": " ".join(area.postcodes[:1])} for area in found]
    return JsonResponse({"results": results})


@require_safe
def outline(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve the border of an area as GeoJSON."""
    row = get_object_or_404(Area.objects.visible_to(request.user), slug=slug)
    return _shapes(request, own_shape(row), here=row)


@require_safe
def inner(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve what the map of an area's page draws: its border and those of what lies inside."""
    row = get_object_or_404(Area.objects.visible_to(request.user).select_related("parent"), slug=slug)
    return _shapes(request, inner_shapes(row), here=row, insets=row.kind == AreaKind.COUNTRY)


def _shapes(request: HttpRequest, rows, **options) -> HttpResponse:
    """Answer with borders, from the cache when they are the same, and not at all when the browser has them."""
    tag = digest_of(rows)
    headers = {"ETag": tag, "Cache-Control": "public, max-age=3600"}
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    if not rows.exists():
        raise Http404
    key = f"shapes:{request.path}:{tag}"
    found = cache.get(key)
    if found is None:
        found = JsonResponse(collection(rows, **options)).content
        cache.set(key, found, 86_400)
    return HttpResponse(found, content_type=SHAPE_TYPE, headers=headers)
