"""The admin page of everything that staff write and the public reads."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territories.accounts.confirming import confirmed
from territories.accounts.long_lists import FoldedSearch
from territories.accounts.scoping import HouseAdmin
from territories.instance.publishing import publish, take_back


class PublishedAdmin(FoldedSearch, HouseAdmin):
    """Rows of an area that become public by an action; what belongs to no area is the administrators'.

    A page names its capability twice: ``edit`` for the rows, ``capabilities = {"publish": …}`` for the actions.
    """

    area_path = "area"
    list_filter = ("published_at",)
    list_select_related = ("area",)
    search_fields = ("sort_key__contains",)
    readonly_fields = ("published_at", "published_by")
    autocomplete_fields = ("area",)
    actions = ("publish_rows", "take_back_rows")

    @admin.action(description=_("Publier"), permissions=["publish"])
    @confirmed(_("Publier ces fiches ?"), _("Tout le monde les lira, sur le site et dans les données ouvertes."))
    def publish_rows(self, request, rows):
        """Show the chosen rows to everyone."""
        for row in self.theirs(request, rows, self.edit):
            done = _("« %(row)s » est public.") % {"row": row}
            self.run(request, publish, row=row, by=request.user, at=timezone.now(), done=done)

    @admin.action(description=_("Retirer du public"), permissions=["publish"])
    @confirmed(_("Retirer ces fiches du public ?"), _("Elles redeviennent des brouillons que seule l’équipe voit."))
    def take_back_rows(self, request, rows):
        """Make drafts of the chosen rows."""
        reason = _("Retiré depuis l’espace des équipes.")
        for row in self.theirs(request, rows, self.edit):
            done = _("« %(row)s » n’est plus public.") % {"row": row}
            self.run(request, take_back, row=row, by=request.user, at=timezone.now(), reason=str(reason), done=done)

    @admin.display(description=_("public"), boolean=True)
    def is_public(self, row) -> bool:
        """Whether everyone reads this row."""
        return row.published_at is not None
