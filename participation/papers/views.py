"""A paper, made when it is asked for; only for those who run the vote."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participation.ballots.views.doors import staffed_poll_or_404
from participation.papers.catalogue import PAPERS


@never_cache
@require_safe
def paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One paper of a sealed vote as PDF; letters hold addresses, so that no paper is anybody else's."""
    poll = staffed_poll_or_404(request, slug, "polls.run")
    found = PAPERS.get(kind)
    if found is None or not found.offered(poll, timezone.now()):
        raise Http404
    response = HttpResponse(found.made(poll, request.GET.dict()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.slug}-{poll.slug}.pdf"'
    return response
