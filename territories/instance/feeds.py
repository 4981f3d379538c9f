"""Feeds for readers of news: public, the same for everyone, as Atom."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from territories.instance.operations import current_instance

#: How many news a feed tells, and how long it may be kept, in seconds.
TOLD, KEPT = 20, 300


class News(NamedTuple):
    """One thing that happened, as a feed tells it: plain words, without markup."""

    title: str
    url: str
    text: str
    at: datetime
    changed_at: datetime | None = None
    author: str = ""


class HouseFeed(Feed):
    """A feed whose items are ``News``; what people wrote is escaped."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=KEPT)
        return response

    def item_title(self, item: News) -> str:
        return item.title

    def item_description(self, item: News) -> str:
        return linebreaks(item.text, autoescape=True)

    def item_link(self, item: News) -> str:
        return item.url

    def item_pubdate(self, item: News) -> datetime:
        return item.at

    def item_updateddate(self, item: News) -> datetime:
        return item.changed_at or item.at

    def item_author_name(self, item: News) -> str:
        return item.author or current_instance().name
