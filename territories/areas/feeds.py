"""News of an area and of all that lies inside it; each floor tells its own."""

from django.http import Http404
from django.utils.translation import gettext as _

from crois_sens.kernel.registries import area_news
from territories.areas.models import Area, AreaKind
from territories.instance.feeds import TOLD, HouseFeed, News


class AreaFeed(HouseFeed):
    """What was published, decided and told there, the newest first."""

    def get_object(self, request, slug: str) -> Area:
        found = Area.objects.visible_to(request.user).exclude(kind=AreaKind.COUNTRY).filter(slug=slug).first()
        if found is None:
            raise Http404
        return found

    def title(self, area: Area) -> str:
        return _("Nouvelles de %(area)s") % {"area": area.label}

    def subtitle(self, area: Area) -> str:
        return _("Consultations, résultats, projets et rencontres de ce territoire.")

    def link(self, area: Area) -> str:
        return area.get_absolute_url()

    def items(self, area: Area) -> list[News]:
        told = [news for _name, entry in area_news for news in entry(area=area, limit=TOLD)]
        return sorted(told, key=lambda news: news.at, reverse=True)[:TOLD]
