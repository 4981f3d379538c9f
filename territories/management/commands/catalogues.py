"""``manage.py catalogues``: renew the French catalogue from the sources, and compile it."""

from django.conf import settings
from django.core.management.base import BaseCommand

from territories.instance.catalogue import path_of, renew


class Command(BaseCommand):
    help = "Renouvelle et compile le catalogue français (pluriels, mots des bibliothèques)."
    requires_system_checks = ()

    def handle(self, *args, **options):
        catalogue = renew(settings.BASE_DIR)
        catalogue.save(str(path_of(settings.BASE_DIR)))
        catalogue.save_as_mofile(str(path_of(settings.BASE_DIR).with_suffix(".mo")))
        self.stdout.write(f"{len(catalogue)} phrases")
