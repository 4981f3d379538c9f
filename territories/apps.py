"""The app of territories, and what it adds to the registries of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = _("Territoires et acteurs")

    def ready(self) -> None:
        from crois_sens.kernel.registries import (
            area_panels,
            attention,
            erasures,
            home_panels,
            personal_data,
            space_panels,
        )
        from territories.accounts import letters
        from territories.accounts import personal_data as people
        from territories.actors.search import ORGANISATIONS, PEOPLE
        from territories.alliances.search import ALLIANCES
        from territories.instance import files
        from territories.instance.act_words import ACT_WORDS
        from territories.instance.acts import name_acts
        from territories.instance.coming import coming_up
        from territories.instance.heartbeat import silent_workers
        from territories.instance.staff import settings_to_complete
        from territories.notices import operations as notices
        from territories.notices.letters import composers
        from territories.notices.panels import failed_notices, new_notices
        from territories.places.search import PLACES
        from territories.search.sources import register

        name_acts(ACT_WORDS)
        home_panels.add("coming", coming_up, rank=20)
        area_panels.add("coming", coming_up, rank=20)
        personal_data.add("card", people.card, rank=10)
        personal_data.add("account", people.account, rank=11)
        personal_data.add("notices", notices.notices_of, rank=12)
        personal_data.add("files", files.files_of, rank=13)
        erasures.add("notices", notices.erase_notices, rank=10)
        erasures.add("exports", people.erase_exports, rank=11)
        erasures.add("files", files.erase_files, rank=90)
        space_panels.add("notices", new_notices, rank=20)
        attention.add("notices", failed_notices, rank=80)
        attention.add("workers", silent_workers, rank=70)
        attention.add("settings", settings_to_complete, rank=900)
        composers.add("account.signup", letters.signup_letter)
        composers.add("account.reset", letters.reset_letter)
        composers.add("account.address", letters.address_letter)
        register(ORGANISATIONS, rank=50)
        register(PEOPLE, rank=60)
        register(ALLIANCES, rank=55)
        register(PLACES, rank=57)
