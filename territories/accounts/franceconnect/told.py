"""What the provider told: read into a keyed hash, and the way back to the page that asked."""

from datetime import date

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from territories.accounts.franceconnect import UNDER_WAY
from territories.accounts.rules import civil_key

NOT_CONFIRMED = _("Votre identité n’a pas été confirmée. Recommencez, ou passez au guichet avec une pièce d’identité.")


def civil_key_of(told: dict) -> str:
    """Return the keyed hash of the identity in a userinfo.

    :raises OAuth2Error: when a name or the date of birth is missing.
    """
    try:
        return civil_key(
            birth_name=told["family_name"],
            first_names=told["given_name"],
            born=date.fromisoformat(told["birthdate"]),
            secret=settings.ROLL_KEY,
        )
    except (KeyError, ValueError, AttributeError) as error:
        raise OAuth2Error("the identity is not complete") from error


def go_on(under_way: dict) -> HttpResponse:
    """Return to the page that asked."""
    return HttpResponseRedirect(under_way.get("next") or "/")


class SocialAdapter(DefaultSocialAccountAdapter):
    """What happens when the provider says no, or says it badly."""

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Return to the page that asked with a sentence; the person may try again or go to a desk."""
        messages.warning(request, NOT_CONFIRMED)
        under_way = request.session.pop(UNDER_WAY, {})
        raise ImmediateHttpResponse(go_on(under_way))
