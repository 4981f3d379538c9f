"""The installation's settings: asked for by every page, changed by administrators."""

from datetime import datetime
from functools import lru_cache
from time import monotonic

from django.core.cache import cache
from django.db import transaction

from territories.instance.acts import record
from territories.instance.models import Instance

CACHE_KEY = "instance"
#: For so many seconds a process does not ask the cache again.
FRESH = 2


def current_instance() -> Instance:
    """Return the one settings row, with its defaults when nobody has saved it yet; it is not to be changed."""
    return _read_in(int(monotonic() / FRESH))


@lru_cache(maxsize=1)
def _read_in(_period: int) -> Instance:
    instance = cache.get(CACHE_KEY)
    if instance is None:
        instance = Instance.objects.filter(pk=1).first() or Instance(pk=1)
        cache.set(CACHE_KEY, instance, 300)
    return instance


def forget_instance() -> None:
    """Let the next page read the settings anew; other processes do so within two seconds."""
    cache.delete(CACHE_KEY)
    _read_in.cache_clear()


@transaction.atomic
def save_instance(*, instance: Instance, changed: list[str], by, at: datetime) -> Instance:
    """Keep the settings and say in the log which of them changed (texts are long: their names are enough)."""
    instance.save()
    record(verb="instance.changed", subject=instance, at=at, by=by, after={"changed": sorted(changed)})
    transaction.on_commit(forget_instance)
    return instance
