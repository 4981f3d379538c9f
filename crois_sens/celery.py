"""The workers' door: ``celery -A crois_sens.celery worker`` and ``beat``. Pages never publish: work is a row."""

import os

from celery import Celery
from celery.signals import beat_init

from crois_sens.lost_acks import LeaveAfterLostAcks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
app = Celery("crois_sens")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add(LeaveAfterLostAcks)

#: What the wiring itself wants done regularly; each app lists its own in its ``tasks.py``.
TICKS = {"crois_sens.heartbeat": 20.0}


@app.task(name="crois_sens.heartbeat")
def heartbeat(**_from_newer_publishers) -> None:
    """Leave a sign of life: beat asked, a worker answered. ``/sante/`` reads it."""
    from territories.instance.heartbeat import leave_sign_of_life

    leave_sign_of_life()


@beat_init.connect
def write_ticks(**_signal) -> None:
    """Bring the rows of the schedule up to date whenever beat starts: there is no other step to forget."""
    from crois_sens.ticks import declared_ticks, sync_ticks

    sync_ticks(declared_ticks())
