"""The second factor of staff: without it their account opens nothing but the page that sets it up."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

#: What stays open: signing in and out, setting the factor up, files of the pages.
OPEN = ("/compte/", "/static/", "/couleurs.css")


def second_factor_of_staff(get_response):
    """Lead members of staff who have no second factor to the page that sets it up, wherever they go."""

    def middleware(request: HttpRequest):
        if settings.STAFF_NEED_SECOND_FACTOR and not request.path.startswith(OPEN):
            user = request.user
            if user.is_authenticated and user.is_staff and not is_mfa_enabled(user):
                messages.warning(request, _("Les équipes se connectent avec une double vérification : activez-la."))
                return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware
