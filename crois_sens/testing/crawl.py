"""Walking through a site by its own links, a few pages per kind: what nobody thought of listing is visited too."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve

#: Pages of other projects (browsable documentation, the framework's login) and files.
NOT_OURS = ("/api/", "/static/", "/media/")


def kind_of(path: str) -> str:
    """Return the name of the view behind an address, by which pages of one kind are counted."""
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return path


def crawl(
    page, *, start: str = "/", per_kind: int = 2, plenty: Mapping[str, int] | None = None, most: int = 150
) -> Iterator[tuple[str, object]]:
    """Visit pages of this site from their links, breadth first; yield each with its response.

    :param per_kind: how many pages of one view are looked at; ``plenty`` names views that deserve more.
    """
    waiting, seen, kinds = deque([start]), {start}, Counter()
    while waiting and most:
        path = waiting.popleft()
        kind = kind_of(urlsplit(path).path)
        if kinds[kind] >= (plenty or {}).get(kind, per_kind):
            continue
        response = visit(page, path)
        if response is None or not response.headers.get("content-type", "").startswith("text/html"):
            continue
        kinds[kind] += 1
        most -= 1
        yield path, response
        for found in links(page):
            if found not in seen:
                seen.add(found)
                waiting.append(found)


def visit(page, path: str):
    """Open an address; a file that the browser downloads is no page."""
    try:
        return page.goto(path)
    except Exception as error:
        if "Download is starting" in str(error):
            return None
        raise


def links(page) -> list[str]:
    """Return the addresses of this site that a page links to."""
    origin = page.evaluate("location.origin")
    found = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.href)")
    inside = [urldefrag(address).url.removeprefix(origin) for address in found if address.startswith(f"{origin}/")]
    return [path for path in dict.fromkeys(inside) if not path.startswith(NOT_OURS)]
