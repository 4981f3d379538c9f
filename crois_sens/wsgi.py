"""The door for gunicorn."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
application = get_wsgi_application()


def require_secrets() -> None:
    """Refuse to serve without secrets of this installation.

    :raises ImproperlyConfigured: when ``SECRET_KEY`` is empty (Django says so by itself) or ``ROLL_KEY`` is.
    """
    from django.conf import settings

    if not settings.SECRET_KEY or not settings.ROLL_KEY:
        raise ImproperlyConfigured("SECRET_KEY and ROLL_KEY must be set; a deployment needs its own.")


require_secrets()
