"""The door for gunicorn."""

import gc
import importlib
import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")

# What is loaded now stays for good: looking for garbage in it takes a sixth of the start, and afterwards workers would
# copy pages of memory that they share with their parent.
gc.disable()
application = get_wsgi_application()


def require_secrets() -> None:
    """Refuse to serve without secrets of this installation.

    :raises ImproperlyConfigured: when ``SECRET_KEY`` (Django says so by itself), ``ROLL_KEY`` or ``LOG_KEY`` is empty.
    """
    if not (settings.SECRET_KEY and settings.ROLL_KEY and settings.LOG_KEY):
        raise ImproperlyConfigured("SECRET_KEY, ROLL_KEY and LOG_KEY must be set; a deployment needs its own.")


require_secrets()
# With the addresses come all pages: loaded here once, not by each worker while its first visitor waits.
importlib.import_module(settings.ROOT_URLCONF)
gc.freeze()
gc.enable()
