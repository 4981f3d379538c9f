"""The two addresses of an identity check: the way out to the provider, and the way back."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from territories.accounts.franceconnect import provider_is_set
from territories.accounts.franceconnect.provider import FranceConnectAdapter, FranceConnectProvider


@never_cache
@require_safe
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Send a signed-in person to the provider; ``?next=`` is the page of the house that wants to know."""
    if not provider_is_set():
        raise Http404
    wanted = request.GET.get("next", "")
    next_url = wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
    return FranceConnectProvider.of(request).ask(next_url=next_url)


@never_cache
@require_safe
@login_required
def callback(request: HttpRequest) -> HttpResponse:
    """Hear what the provider says, and go back to the page that asked."""
    if not provider_is_set():
        raise Http404
    adapter = FranceConnectAdapter(request, FranceConnectProvider.id)
    return OAuth2CallbackView.adapter_view(adapter)(request)
