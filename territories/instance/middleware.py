"""What stands before every page: when it was asked for, no impossible address; and what answers of the API carry."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

PREFIX = "/api/"
READING = ("GET", "HEAD")
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, X-Demonstration",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiHeaders:
    """Let any site read the API without credentials, and let readers ask again cheaply."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=SHARED | PREFLIGHT)
        response = self.get_response(request)
        if request.method in READING:
            response = self.fresh(request, response)
            for name, value in SHARED.items():
                response.headers[name] = value
        if settings.DEMONSTRATION:
            response.headers["X-Demonstration"] = "true"
        return response

    def fresh(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say how long an answer keeps, and answer 304 when the reader has these very bytes."""
        if response.status_code != 200:
            return response
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=60)
        if response.streaming:
            return response
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)


def note_arrival(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note when a request was received, before anything slow is asked: what has a deadline is judged by this moment."""

    def note(request: HttpRequest) -> HttpResponse:
        request.received_at = timezone.now()
        return get_response(request)

    return note


def no_null_bytes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a page's address with a null byte: the database takes none. The API says it itself."""

    def refuse(request: HttpRequest) -> HttpResponse:
        holds_one = "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path_info
        if holds_one and not request.path.startswith(PREFIX):
            raise BadRequest("null byte in the address")
        return get_response(request)

    return refuse
