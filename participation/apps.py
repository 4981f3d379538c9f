"""The app of participation, and what it adds to the registries of the house."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = _("Participation")

    def ready(self) -> None:
        """Fill the registries of the house; a demonstration has a clock of its own."""
        from participation.ballots import panels as ballots
        from participation.ballots.search import POLLS
        from participation.clusters import panels as clusters
        from participation.consultations import panels as consultations
        from participation.consultations.search import CONSULTATIONS
        from participation.debates import panels as debates
        from participation.papers import panels as papers
        from participation.proposals import panels as proposals
        from participation.proposals.search import IDEAS
        from participation.reminders import panels as reminders
        from participation.reports import panels as reports
        from territories.search.sources import register

        consultations.register()
        ballots.register()
        clusters.register()
        reminders.register()
        proposals.register()
        debates.register()
        papers.register()
        reports.register()
        register(CONSULTATIONS, rank=10)
        register(IDEAS, rank=15)
        register(POLLS, rank=20)
        if settings.DEMONSTRATION:
            from participation.demonstration.clock import install

            install()
