"""The app of participation, and what it adds to the registries of the house."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel import registries


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = _("Participation")

    def ready(self) -> None:
        """Fill the registries of the house; a demonstration has a clock of its own."""
        from participation.ballots import delivery_panel
        from participation.ballots import panels as ballots
        from participation.ballots.operations import follow_project
        from participation.ballots.search import POLLS
        from participation.consultations import duties_panels as duties
        from participation.consultations import feeds as consultation_feeds
        from participation.consultations import panels as consultations
        from participation.consultations.attention import waiting_for
        from participation.consultations.registries import cockpit_panels, consultation_panels
        from participation.consultations.search import CONSULTATIONS
        from participation.consultations.start_panel import going_on
        from participation.debates import panels as debates
        from participation.papers import panels as papers
        from participation.proposals import panels as proposals
        from participation.proposals.search import IDEAS
        from participation.reminders import panels as reminders
        from participation.reports import panels as reports
        from territories.search.sources import register

        registries.home_panels.add("consultations", consultations.open_now, rank=10)
        registries.space_panels.add("consultations", consultations.open_near, rank=10)
        registries.area_panels.add("consultations", consultations.of_area, rank=10)
        registries.calendar.add("consultations", consultations.coming, rank=10)
        registries.attention.add("consultations", waiting_for, rank=20)
        registries.attention.add("duties", duties.late, rank=30)
        registries.start_panels.add("consultations", going_on, rank=20)
        registries.start_panels.add("duties", duties.given_to, rank=15)
        cockpit_panels.add("duties", duties.in_cockpit, rank=10)
        registries.area_news.add("consultations", consultation_feeds.of_area)
        registries.personal_data.add("consultations", consultations.what_we_know)
        registries.merges.add("consultations", consultations.follow_merge)
        registries.project_changes.add("polls", follow_project)
        consultation_panels.add("deliveries", delivery_panel.deliveries, rank=30)
        ballots.register()
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
