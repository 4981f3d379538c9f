"""The page of the search, and what its field suggests while one types."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from territories.areas.search import find_areas
from territories.areas.views import FINDABLE
from territories.search.finding import Answer, find, suggest
from territories.search.forms import SearchForm
from territories.search.results import WrongMark, facets_for, lines_of, page_of, shown

SIZE = 20
#: Suggestions below the field, and how many of them may be places of the map.
SUGGESTED, PLACES = 8, 3
NARROWING = ("kind", "area", "theme", "year")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """« Chercher »: everything that is public, the best first, narrowed step by step."""
    form = SearchForm(request.GET)
    answer, typed = Answer(), request.GET.get("q", "").strip()
    if typed and form.is_valid():
        answer = find(form.question())
    try:
        page = page_of(answer, request.GET.get("page", ""), size=SIZE)
    except WrongMark as error:
        raise Http404 from error
    chosen = {name: request.GET[name] for name in NARROWING if request.GET.get(name)}
    alone = typed and not chosen and not request.GET.get("page")
    context = {
        "typed": typed,
        "answer": answer,
        "lines": lines_of(page.rows, answer.stems),
        "page": page,
        "facets": facets_for(answer, form),
        "chosen": chosen,
        "areas": find_areas(typed, kinds=FINDABLE, limit=4) if alone else [],
    }
    return render(request, "territories/search/page.html", context)


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Suggest pages to the field of the search: places of the map first, then what is nearest."""
    typed = request.GET.get("q", "").strip().replace("\0", "")[:200]
    areas = [
        {"url": area.get_absolute_url(), "label": area.label, "note": area.get_kind_display()}
        for area in find_areas(typed, kinds=FINDABLE, limit=PLACES)
    ]
    answer = suggest(typed, limit=3 * SUGGESTED)
    rows = [
        {"url": row.url, "label": row.title, "note": row.label} for row in shown(answer.found[: SUGGESTED - len(areas)])
    ]
    return JsonResponse({"results": areas + rows})
