"""``manage.py import_pb FILE --area CODE``: a real vote, from its published ballots to its result page."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crois_sens.kernel.refusals import Refusal
from participation.ballots.operations import import_ballot_file
from participation.ballots.results import result_of
from participation.ballots.rules import load
from territories.accounts.models import User
from territories.areas.models import Area, AreaKind


class Command(BaseCommand):
    help = "Charge un fichier Pabulib (.pb) comme une consultation dépouillée, résultat publié en archive."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="le fichier .pb")
        parser.add_argument("--area", required=True, help="code officiel du territoire (INSEE, SIREN)")
        parser.add_argument("--kind", choices=AreaKind.values, help="nature du territoire, si le code ne suffit pas")
        parser.add_argument("--organiser", default="", help="collectivité organisatrice, sinon celle du fichier")
        parser.add_argument("--by", default="", help="adresse du compte qui publie, sinon un administrateur")

    def handle(self, *args, file, area, kind, organiser, by, **options):
        try:
            poll = import_ballot_file(
                file=load(file),
                area=self._area(area, kind),
                by=self._account(by),
                at=timezone.now(),
                organiser=organiser,
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        result = result_of(poll)
        winners = len(result.winners)
        self.stdout.write(
            f"{poll.question} : {result.voters} votants, {winners} {'lauréat' if winners < 2 else 'lauréats'} "
            f"pour {result.money(result.spent)} sur {result.money(result.envelope)}. {poll.get_absolute_url()}"
        )

    @staticmethod
    def _area(code: str, kind: str | None) -> Area:
        found = Area.objects.filter(code=code, **({"kind": kind} if kind else {}))
        if len(found) != 1:
            many = "plusieurs territoires portent" if found else "aucun territoire ne porte"
            raise CommandError(f"{many} le code {code}{' : ajoutez --kind' if found else ''}.")
        return found[0]

    @staticmethod
    def _account(email: str) -> User:
        accounts = User.objects.filter(email__iexact=email) if email else User.objects.filter(is_superuser=True)
        account = accounts.order_by("pk").first()
        if account is None:
            raise CommandError("Une publication est signée : donnez --by ADRESSE d’un compte existant.")
        return account
