"""The app of projects, and what it adds to the registries of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projets")

    def ready(self) -> None:
        """Fill the registries of the house."""
        from projects.calls.search import CALLS
        from projects.portfolio import panels as portfolio
        from projects.portfolio.search import PROJECTS
        from territories.search.sources import register

        portfolio.register()
        register(PROJECTS, rank=30)
        register(CALLS, rank=45)
