"""What a page costs somebody with a slow phone: all that it fetches, compressed as a server does, pictures aside."""

import gzip
from urllib.parse import urlsplit

#: What the issue of the design allows, in bytes.
HTML_AT_MOST = 60_000
ALL_AT_MOST = 150_000

#: Static files weigh the same on every page: they are fetched and compressed once.
_weighed: dict[str, int] = {}


def weight_of(page, response) -> int:
    """Return the bytes of a page and of what it fetched for itself, compressed, without its pictures."""
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    inside = [address for address in dict.fromkeys(fetched) if urlsplit(address).netloc == urlsplit(page.url).netloc]
    return _compressed(response.body()) + sum(_weigh(page, address) for address in inside)


def _weigh(page, address: str) -> int:
    path = urlsplit(address).path
    if path in _weighed:
        return _weighed[path]
    got = page.request.get(address)
    weight = 0 if got.headers.get("content-type", "").startswith("image/") else _compressed(got.body())
    if path.startswith("/static/"):
        _weighed[path] = weight
    return weight


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6))
