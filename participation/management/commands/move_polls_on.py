"""``manage.py move_polls_on``: what the tick does every few seconds, once, for those who run no worker."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from participation.ballots.operations import move_polls_on


class Command(BaseCommand):
    help = "Clôt, rapproche, dépouille et calcule les scrutins dont l’heure est venue."

    def handle(self, *args, **options):
        for line in move_polls_on(at=timezone.now()):
            self.stdout.write(line)
