"""The way into pages of those who take part."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _


def resident(view):
    """Let in those who take part: signed in, with a participant behind the account."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs):
        if request.user.participant_id is None:
            raise PermissionDenied(_("Ce compte d’équipe ne participe pas : utilisez un compte personnel."))
        return view(request, *args, **kwargs)

    return guarded
