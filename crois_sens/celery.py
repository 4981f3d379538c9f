"""The workers' door: ``celery -A crois_sens.celery worker`` and ``beat``. Pages never publish: work is a row."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
app = Celery("crois_sens")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
