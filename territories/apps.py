"""The app of territories, and what it adds to the registries of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = _("Territoires et acteurs")

    def ready(self):
        from crois_sens.kernel.registries import attention
        from territories.instance.staff import settings_to_complete

        attention.add("settings", settings_to_complete, rank=900)
