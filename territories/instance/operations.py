"""Reading the installation's settings, which are asked for by every page."""

from django.core.cache import cache

from territories.instance.models import Instance

CACHE_KEY = "instance"


def current_instance() -> Instance:
    """Return the one settings row, with its defaults when nobody has saved it yet."""
    instance = cache.get(CACHE_KEY)
    if instance is None:
        instance = Instance.objects.filter(pk=1).first() or Instance(pk=1)
        cache.set(CACHE_KEY, instance, 300)
    return instance


def forget_instance() -> None:
    """Let the next page read the settings anew."""
    cache.delete(CACHE_KEY)
