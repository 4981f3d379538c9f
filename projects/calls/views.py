"""Pages of calls for projects and programmes."""

from django.utils.translation import gettext_lazy as _

from projects.calls.filters import CallFilters
from projects.calls.models import Call
from projects.calls.rules import funnel
from territories.instance.directory import DirectoryList, DirectoryPage


class CallList(DirectoryList):
    """« Appels à projets » : who finances what, in which stages."""

    model = Call
    filterset = CallFilters
    heading = _("Appels à projets et programmes")
    intro = _("Ce que des financeurs et des institutions proposent aux territoires.")
    empty = _("Aucun appel ne correspond.")
    card = "projects/calls/card.html"
    related = ("area", "operator")


class CallPage(DirectoryPage):
    """One call: its stages and its funnel."""

    model = Call
    template = "projects/calls/page.html"
    related = ("area", "operator", "parent")

    def context(self, request, row):
        return {
            "steps": funnel(applications=row.applications, auditions=row.auditions, winners=row.winners),
            "funding_kinds": row.funding_kinds.all(),
            "children": Call.objects.visible_to(request.user).filter(parent=row),
        }
