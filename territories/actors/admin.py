"""Admin pages of the directory."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territories.accounts.confirming import confirmed
from territories.accounts.scoping import HouseTabularInline
from territories.actors.models import Membership, Organisation, Person
from territories.actors.operations import remove_card, show_again
from territories.instance.published_admin import PublishedAdmin


class MembershipInline(HouseTabularInline):
    model = Membership
    autocomplete_fields = ("organisation",)


@admin.register(Organisation)
class OrganisationAdmin(PublishedAdmin):
    """Organisations of the manager's areas."""

    edit = "actors.edit"
    capabilities = {"publish": "actors.edit"}
    list_display = ("name", "kind", "area", "is_public")
    list_filter = ("kind", "published_at")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("themes",)


@admin.register(Person)
class PersonAdmin(PublishedAdmin):
    """Public cards, and those that somebody asked to remove."""

    edit = "actors.edit"
    capabilities = {"publish": "actors.edit"}
    list_display = ("name", "role", "area", "is_public", "hidden_at")
    list_filter = ("hidden_at", "removed_at")
    readonly_fields = ("published_at", "published_by", "hidden_at", "removed_at")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (MembershipInline,)
    actions = ("publish_rows", "take_back_rows", "remove_cards", "show_cards_again")

    @admin.action(description=_("Retirer la fiche pour toujours"), permissions=["publish"])
    @confirmed(
        _("Retirer ces fiches pour toujours ?"),
        _("Le nom et tout ce qui est écrit de la personne sont effacés. Cela ne se défait pas."),
        danger=True,
    )
    def remove_cards(self, request, people):
        """Erase the chosen cards."""
        for person in self.theirs(request, people, self.edit):
            done = _("La fiche est effacée.")
            self.run(request, remove_card, person=person, by=request.user, at=timezone.now(), done=done)

    @admin.action(description=_("Montrer à nouveau (retrait demandé par erreur)"), permissions=["publish"])
    @confirmed(
        _("Montrer à nouveau ces fiches ?"),
        _("La personne avait demandé leur retrait : vérifiez que la demande était une erreur."),
    )
    def show_cards_again(self, request, people):
        """Show the chosen cards that were hidden."""
        reason = str(_("Demande de retrait jugée infondée."))
        for person in self.theirs(request, people, self.edit):
            self.run(request, show_again, person=person, by=request.user, at=timezone.now(), reason=reason)
