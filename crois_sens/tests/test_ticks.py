"""Ticks become rows that the admin may edit, and a worker knows each of them."""

import pytest
from celery.schedules import crontab
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from crois_sens.celery import app
from crois_sens.ticks import declared_ticks, sync_ticks

pytestmark = pytest.mark.django_db


def rhythm_of(name):
    return " ".join(repr(PeriodicTask.objects.get(name=name).schedule).split())


def test_a_worker_knows_every_tick():
    app.loader.import_default_modules()

    assert set(declared_ticks()) - set(app.tasks) == set()


def test_ticks_become_rows_that_do_not_pile_up():
    sync_ticks({"one.tick": 5.0, "one.night": crontab(hour=3, minute=30)})

    assert rhythm_of("one.tick") == "<freq: 5.00 seconds>"
    assert "30 3 * * *" in rhythm_of("one.night")
    assert PeriodicTask.objects.get(name="one.tick").expire_seconds == 10


def test_a_second_start_changes_nothing():
    declared = {"one.tick": 5.0, "one.night": crontab(hour=3, minute=30)}
    sync_ticks(declared)
    before = list(PeriodicTask.objects.values())

    sync_ticks(declared)

    assert list(PeriodicTask.objects.values()) == before


def test_what_somebody_edited_is_kept():
    sync_ticks({"one.tick": 5.0})
    minute, _created = IntervalSchedule.objects.get_or_create(every=60, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.filter(name="one.tick").update(interval=minute, enabled=False)

    sync_ticks({"one.tick": 10.0})

    assert rhythm_of("one.tick") == "<freq: 1.00 minute>"
    assert not PeriodicTask.objects.get(name="one.tick").enabled


def test_what_nobody_edited_follows_the_code():
    sync_ticks({"one.tick": 5.0, "one.night": crontab(hour=3)})

    sync_ticks({"one.tick": crontab(minute=0), "one.night": 10.0})

    assert "0 * * * *" in rhythm_of("one.tick")
    assert rhythm_of("one.night") == "<freq: 10.00 seconds>"


def test_what_the_code_dropped_is_dropped_and_what_people_added_stays():
    PeriodicTask.objects.create(
        name="Chaque heure", task="x", interval=IntervalSchedule.objects.create(every=1, period="hours")
    )
    sync_ticks({"one.tick": 5.0})

    sync_ticks({})

    assert list(PeriodicTask.objects.values_list("name", flat=True)) == ["Chaque heure"]
