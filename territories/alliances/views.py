"""Pages of alliances."""

from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.registries import alliance_panels
from territories.alliances.filters import AllianceFilters
from territories.alliances.models import Alliance
from territories.instance.directory import DirectoryList, DirectoryPage, panels


class AllianceList(DirectoryList):
    """« Alliances » : those who chose to act together."""

    model = Alliance
    filterset = AllianceFilters
    heading = _("Alliances")
    intro = _("Pôles, coopératives, réseaux : des acteurs différents qui ont choisi d’agir ensemble.")
    empty = _("Aucune alliance ne correspond.")
    card = "territories/alliances/card.html"


class AlliancePage(DirectoryPage):
    """One alliance: who leads it, who belongs, along which axes."""

    model = Alliance
    template = "territories/alliances/page.html"
    related = ("area", "lead", "facilitator")

    def context(self, request, row):
        return {
            "members": row.memberships.select_related("organisation").order_by("organisation__sort_key", "pk"),
            "panels": panels(alliance_panels, alliance=row, person=request.user),
        }
