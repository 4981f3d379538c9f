"""The sign of life of the workers: who is told when it stops, and what stands still."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from territories.instance.heartbeat import BEAT_SILENCE, SIGN_OF_LIFE, leave_sign_of_life, silent_workers
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_staff("administrator")


@pytest.fixture
def _silent():
    cache.delete(SIGN_OF_LIFE)


def beat_asked(at) -> None:
    every, _created = IntervalSchedule.objects.get_or_create(every=20, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.create(name="battement", task="crois_sens.heartbeat", interval=every, last_run_at=at)


def test_nothing_is_said_while_a_worker_answers(administrator):
    leave_sign_of_life()
    assert silent_workers(user=administrator, at=timezone.now()) == []


@pytest.mark.usefixtures("_silent")
def test_a_silent_worker_and_a_silent_scheduler_are_told_apart(administrator):
    now = timezone.now()
    (line,) = silent_workers(user=administrator, at=now)
    assert (line["level"], "programmés" in line["title"]) == ("bad", True)
    beat_asked(now)
    (line,) = silent_workers(user=administrator, at=now)
    assert "messages" in line["title"]
    (line,) = silent_workers(user=administrator, at=now + 2 * BEAT_SILENCE)
    assert "programmés" in line["title"]


@pytest.mark.usefixtures("_silent")
def test_it_is_no_business_of_those_who_watch_over_no_mail():
    for user in (make_staff("agent", make_area()), make_user()):
        assert silent_workers(user=user, at=timezone.now()) == []


@pytest.mark.usefixtures("_silent")
def test_the_start_page_says_so_without_a_number(client, administrator):
    client.force_login(administrator)
    page = client.get("/admin/").text
    assert "Les travaux programmés sont arrêtés" in page
    leave_sign_of_life()
    assert "Les travaux programmés sont arrêtés" not in client.get("/admin/").text
