"""The app of seminars, and what it adds to the registries of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeminarsConfig(AppConfig):
    name = "seminars"
    verbose_name = _("Rencontres et savoirs")

    def ready(self) -> None:
        """Fill the registries of the house."""
        from seminars.events import panels as events
        from seminars.events.search import EVENTS
        from seminars.library.search import PUBLICATIONS
        from territories.search.sources import register

        events.register()
        register(EVENTS, rank=40)
        register(PUBLICATIONS, rank=70)
