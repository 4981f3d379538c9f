"""The door for gunicorn."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
application = get_wsgi_application()


def require_secrets() -> None:
    """Refuse to serve without secrets of this installation.

    :raises ImproperlyConfigured: when ``SECRET_KEY`` (Django says so by itself), ``ROLL_KEY`` or ``LOG_KEY`` is empty.
    """
    from django.conf import settings

    if not (settings.SECRET_KEY and settings.ROLL_KEY and settings.LOG_KEY):
        raise ImproperlyConfigured("SECRET_KEY, ROLL_KEY and LOG_KEY must be set; a deployment needs its own.")


require_secrets()
