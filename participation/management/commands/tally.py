"""``manage.py tally FILE.pb``: count a real vote from its file, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crois_sens.kernel.refusals import Refusal
from participation.ballots.rule_options import WITHOUT_MONEY, RuleOptions, WrongUse
from participation.ballots.rules import BallotFile, Outcome, load, tally
from participation.ballots.rules.explanations import explain

WRONG_USE = 2  # as argparse exits; an unreadable file exits with 1


class Command(BaseCommand):
    """Apply a rule to a ``.pb`` file; the rules and the format are those of ``participation.ballots.rules``."""

    help = "Dépouille un vote au format .pb de Pabulib, sans base de données."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, the rule with its settings, and what is printed."""
        parser.add_argument("file", type=Path, metavar="FICHIER.pb")
        parser.add_argument("--json", action="store_true", help="écrire seulement les lauréats, le coût et la règle")
        parser.add_argument("--exclude", nargs="+", action="extend", default=[], metavar="ID")
        RuleOptions.declare(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count, print."""
        try:
            read = load(options["file"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if unknown := sorted(set(options["exclude"]) - set(read.profile.place)):
            raise CommandError(f"--exclude : {', '.join(unknown)} n’est pas dans le fichier.", returncode=WRONG_USE)
        try:
            rule = RuleOptions(options, read).rule()
        except WrongUse as wrong:
            raise CommandError(str(wrong), returncode=WRONG_USE) from wrong
        profile = read.as_ranks() if options["rule"] in ("schulze", "instant-runoff") else read.profile
        outcome = tally(profile.without(options["exclude"]), rule)
        if options["json"]:
            self.stdout.write(json.dumps(_summary(outcome), ensure_ascii=False))
        else:
            self._tell(read, outcome)

    def _tell(self, read: BallotFile, outcome: Outcome) -> None:
        """Print every project with its reason, for people."""
        for finding in read.findings:
            self.stderr.write(f"{finding.count} × {finding.sentence}")
        for verdict in outcome.verdicts:
            sentence = explain(verdict, outcome, money=lambda amount: _plain(amount, outcome.unit))
            self.stdout.write(f"{verdict.id}\t{sentence}")
        if outcome.comparison is not None:
            voters = outcome.comparison
            self.stdout.write(
                f"{voters.prefer_first} votants préfèrent la première règle, {voters.prefer_second} la seconde, "
                f"{voters.indifferent} n’ont pas de préférence."
            )
        winners = f"{len(outcome.winners)} lauréats, {outcome.voters} votants"
        if outcome.rule["name"] in WITHOUT_MONEY:
            self.stdout.write(f"{winners}.")
            return
        left = f"{_plain(outcome.left, outcome.unit)} sur {_plain(outcome.envelope, outcome.unit)}"
        self.stdout.write(f"{winners}, il reste {left}.")


def _summary(outcome: Outcome) -> dict[str, Any]:
    whole, rest = divmod(outcome.spent, outcome.unit)
    # JSON has no exact decimals: this is the nearest number to an exact sum, and only written, never computed with.
    return {
        "winners": list(outcome.winners),
        "cost": outcome.spent / outcome.unit if rest else whole,
        "rule": outcome.rule["name"],
    }


def _plain(amount: int, unit: int) -> str:
    whole, rest = divmod(amount, unit)
    return f"{whole}.{rest:0{len(str(unit)) - 1}d}" if rest else str(whole)
