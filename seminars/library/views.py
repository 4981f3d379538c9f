"""Pages of the library."""

from django.utils.translation import gettext_lazy as _

from seminars.library.filters import PublicationFilters
from seminars.library.models import Publication
from territories.actors.models import Person
from territories.instance.directory import DirectoryList, DirectoryPage


class PublicationList(DirectoryList):
    """« Bibliothèque » : what was written, filmed and minuted."""

    model = Publication
    filterset = PublicationFilters
    heading = _("Bibliothèque")
    intro = _("Articles, guides, comptes rendus et vidéos sur l’économie du bien-vivre.")
    empty = _("Aucune publication ne correspond.")
    card = "seminars/library/card.html"


class PublicationPage(DirectoryPage):
    """One publication and how to cite it."""

    model = Publication
    template = "seminars/library/page.html"

    def context(self, request, row):
        people = Person.objects.visible_to(request.user).filter(publications=row)
        return {"themes": row.themes.all(), "people": people, "events": row.events.published()}
