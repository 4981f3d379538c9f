"""A cache that fails soft: without Redis pages get slower, and votes go on."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class SoftRedisCache(RedisCache):
    """Redis, where an unreachable server is a miss and a line in the log, never an error page."""

    def _softly(self, verb, fallback, *args, **kwargs):
        try:
            return getattr(super(), verb)(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("cache.%s failed: %s", verb, type(error).__name__)
            return fallback

    def get(self, key, default=None, version=None):
        return self._softly("get", default, key, default, version)

    def set(self, key, value, *args, **kwargs):
        return self._softly("set", None, key, value, *args, **kwargs)

    def add(self, key, value, *args, **kwargs):
        # Callers read True as "it was not there": without Redis the truth is in the database.
        return self._softly("add", True, key, value, *args, **kwargs)

    def delete(self, key, version=None):
        return self._softly("delete", False, key, version)

    def touch(self, key, *args, **kwargs):
        return self._softly("touch", False, key, *args, **kwargs)

    def incr(self, key, delta=1, version=None):
        return self._softly("incr", delta, key, delta, version)

    def has_key(self, key, version=None):
        return self._softly("has_key", False, key, version)

    def get_many(self, keys, version=None):
        return self._softly("get_many", {}, keys, version)

    def set_many(self, data, *args, **kwargs):
        return self._softly("set_many", [], data, *args, **kwargs)

    def delete_many(self, keys, version=None):
        return self._softly("delete_many", None, keys, version)
