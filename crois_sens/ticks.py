"""The clockwork: what each app wants done regularly (``TICKS`` in its ``tasks.py``), as rows that the admin can edit.

A row that somebody edited is kept. To tell, each row of ours says in its description how the code asked for it: a row
that still reads so follows the code, another one follows the person.
"""

import math
from collections.abc import Mapping
from importlib import import_module

from celery.schedules import crontab
from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

Rhythm = float | crontab
#: Begins the description of each row that the code asked for.
MARK = "Réglage d’origine : "
CRONTAB_FIELDS = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")


def declared_ticks() -> dict[str, Rhythm]:
    """Gather the ticks of the wiring and of every installed app, by the name of their task."""
    modules = [import_module("crois_sens.celery")]
    modules += [
        import_module(f"{config.name}.tasks")
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "tasks")
    ]
    return {name: rhythm for module in modules for name, rhythm in getattr(module, "TICKS", {}).items()}


@transaction.atomic
def sync_ticks(declared: Mapping[str, Rhythm]) -> None:
    """Write the rows that are missing, follow the code where nobody edited, and drop what the code dropped."""
    PeriodicTask.objects.filter(description__startswith=MARK).exclude(name__in=declared).delete()
    rows = PeriodicTask.objects.select_related("interval", "crontab").in_bulk(declared, field_name="name")
    for name, rhythm in declared.items():
        row = rows.get(name) or PeriodicTask(name=name, task=name, description=None)
        asked = MARK + _written(rhythm)
        if row.description != asked and (row.pk is None or row.description == MARK + _written_in(row)):
            _follow(row, rhythm, asked)


def _follow(row: PeriodicTask, rhythm: Rhythm, asked: str) -> None:
    row.interval = row.crontab = None
    if isinstance(rhythm, crontab):
        row.crontab = CrontabSchedule.from_schedule(rhythm)
        row.crontab.save()
        row.expire_seconds = 3600
    else:
        row.interval, _created = IntervalSchedule.objects.get_or_create(every=rhythm, period=IntervalSchedule.SECONDS)
        # While no worker is there, ticks must not pile up: the next one does the work of those before.
        row.expire_seconds = math.ceil(rhythm) * 2
    row.description = asked
    row.save()


def _written(rhythm: Rhythm) -> str:
    """Write a rhythm as the code asks for it."""
    if isinstance(rhythm, crontab):
        return " ".join(str(getattr(rhythm, f"_orig_{field}")) for field in CRONTAB_FIELDS)
    return f"{rhythm:g} s"


def _written_in(row: PeriodicTask) -> str:
    """Write the rhythm that a row holds, in the same words."""
    if row.crontab:
        return " ".join(str(getattr(row.crontab, field)) for field in CRONTAB_FIELDS)
    if row.interval and row.interval.period == IntervalSchedule.SECONDS:
        return f"{row.interval.every:g} s"
    return ""
