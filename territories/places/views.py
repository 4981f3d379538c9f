"""Pages of third places."""

from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.registries import place_panels
from territories.instance.directory import DirectoryList, DirectoryPage, panels
from territories.places.filters import PlaceFilters
from territories.places.models import Place


class PlaceList(DirectoryList):
    """« Tiers-lieux » : where people live, work, learn and meet differently."""

    model = Place
    filterset = PlaceFilters
    heading = _("Tiers-lieux")
    intro = _("Des lieux ouverts à tous, où se croisent métiers, savoirs et habitants.")
    empty = _("Aucun tiers-lieu ne correspond.")
    card = "territories/places/card.html"


class PlacePage(DirectoryPage):
    """One third place."""

    model = Place
    template = "territories/places/page.html"
    related = ("area", "keeper")

    def context(self, request, row):
        return {"themes": row.themes.all(), "panels": panels(place_panels, place=row, person=request.user)}
