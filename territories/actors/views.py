"""Pages of the directory: organisations and people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from crois_sens.kernel.registries import organisation_panels, person_panels
from territories.actors.filters import OrganisationFilters, PersonFilters
from territories.actors.models import Organisation, Person
from territories.actors.operations import ask_removal
from territories.instance.directory import DirectoryList, DirectoryPage, panels


class OrganisationList(DirectoryList):
    """« Acteurs » : every organisation of the directory."""

    model = Organisation
    filterset = OrganisationFilters
    heading = _("Acteurs")
    intro = _("Collectivités, associations, entreprises, laboratoires : ceux qui agissent sur les territoires.")
    empty = _("Aucune organisation ne correspond.")
    card = "territories/actors/organisation_card.html"


class OrganisationPage(DirectoryPage):
    """One organisation: what it is, who acts in it, what it takes part in."""

    model = Organisation
    template = "territories/actors/organisation.html"

    def context(self, request, row):
        return {
            "people": Person.objects.visible_to(request.user).filter(organisations=row).order_by("sort_key", "pk"),
            "themes": row.themes.all(),
            "panels": panels(organisation_panels, organisation=row, person=request.user),
        }


class PersonList(DirectoryList):
    """« Personnes » : cards with a role and its source, nothing else."""

    model = Person
    filterset = PersonFilters
    heading = _("Personnes")
    intro = _("Un rôle et l’endroit où il a été publié, rien de plus. Chaque fiche se retire en un clic.")
    empty = _("Aucune personne ne correspond.")
    card = "territories/actors/person_card.html"

    def rows(self, request):
        return super().rows(request).prefetch_related("memberships__organisation")


class PersonPage(DirectoryPage):
    """One card."""

    model = Person
    template = "territories/actors/person.html"

    def context(self, request, row):
        return {
            "memberships": row.memberships.select_related("organisation"),
            "panels": panels(person_panels, card=row, person=request.user),
        }


@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a card disappear in one click: no account, no reason, no proof."""
    person = get_object_or_404(Person.objects.visible_to(request.user), slug=slug)
    ask_removal(person=person, at=timezone.now())
    messages.success(request, _("La fiche n’est plus visible. L’équipe l’efface définitivement."))
    return redirect("territories:people")
