"""``manage.py demo``: load the demonstration once; ``--reset`` throws the old one away first."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from participation.consultations.models import Consultation
from participation.demonstration.operations import is_loaded, load_demonstration, throw_away, write_accounts


class Command(BaseCommand):
    """Load the demonstration, or nothing when it is there."""

    help = "Charge la démonstration (une fois) ; --reset efface d’abord tout."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="efface d’abord tout le contenu")

    def handle(self, *, reset, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("La démonstration se charge avec DEMONSTRATION=1 : elle efface et invente des données.")
        if not is_loaded() and Consultation.objects.exists():
            raise CommandError("Cette base contient de vraies consultations : la démonstration n’y touche pas.")
        if reset:
            throw_away()
            call_command("migrate", verbosity=0)
            call_command("import_areas")
        if not is_loaded():
            load_demonstration(at=timezone.now())
        write_accounts()
