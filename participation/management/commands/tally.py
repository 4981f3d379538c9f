"""``manage.py tally FILE.pb``: count a real vote from its file, without a database."""

import json
import re
from argparse import ArgumentParser, ArgumentTypeError
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crois_sens.kernel.refusals import Refusal
from participation.ballots.rules import BallotFile, Conditions, EqualShares, Greedy, Outcome, Profile, load, tally
from participation.ballots.rules.explanations import explain

WRONG_USE = 2  # as argparse exits; an unreadable file exits with 1


class Command(BaseCommand):
    """Apply a budget rule to a ``.pb`` file; the rules and the format are those of ``participation.ballots.rules``."""

    help = "Dépouille un budget participatif au format .pb de Pabulib, sans base de données."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the rule and its settings; the defaults are those of the rules."""
        parser.add_argument("file", type=Path, metavar="FICHIER.pb")
        parser.add_argument("--rule", choices=["greedy", "equal-shares"], required=True)
        parser.add_argument("--json", action="store_true", help="écrire seulement les lauréats, le coût et la règle")
        parser.add_argument("--exclude", nargs="+", action="extend", default=[], metavar="ID")
        parser.add_argument("--minimum", type=int, help="voix (ou points) au-dessous desquelles un projet est écarté")
        parser.add_argument("--max-winners", type=int, help="nombre maximal de lauréats")
        parser.add_argument(
            "--cap", type=_amount, metavar="MONTANT", help="coût maximal d’un projet, dans la monnaie du fichier"
        )
        greedy = parser.add_argument_group("greedy")
        ends = greedy.add_mutually_exclusive_group()
        ends.add_argument("--skip", dest="ends", action="store_const", const="skip", help="sauter ce qui dépasse")
        ends.add_argument("--stop", dest="ends", action="store_const", const="stop", help="s’arrêter à ce qui dépasse")
        greedy.add_argument("--by", choices=["votes", "points"], help="par défaut, les points si le vote en donne")
        shares = parser.add_argument_group("equal-shares")
        shares.add_argument("--utility", choices=["cost", "cardinality"])
        shares.add_argument("--completion", choices=["none", "add1", "add1-until-overspend"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count, print."""
        try:
            read = load(options["file"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if unknown := sorted(set(options["exclude"]) - set(read.profile.place)):
            raise CommandError(f"--exclude : {', '.join(unknown)} n’est pas dans le fichier.", returncode=WRONG_USE)
        outcome = tally(read.profile.without(options["exclude"]), self._rule(read, options))
        if options["json"]:
            self.stdout.write(json.dumps(_summary(outcome), ensure_ascii=False))
        else:
            self._tell(read, outcome)

    def _rule(self, read: BallotFile, options: dict[str, Any]) -> Greedy | EqualShares:
        others = ("utility", "completion") if options["rule"] == "greedy" else ("ends", "by")
        if wrong := [name for name in others if options[name] is not None]:
            named = ", ".join({"ends": "--skip/--stop"}.get(name, f"--{name}") for name in wrong)
            raise CommandError(f"{named} ne va pas avec --rule {options['rule']}.", returncode=WRONG_USE)
        conditions = _conditions(read.profile, options)
        if options["rule"] == "greedy":
            by = options["by"] or ("points" if read.gives_points else "votes")
            return Greedy(options["ends"] or "skip", by, conditions)
        return EqualShares(options["utility"] or "cost", options["completion"] or "none", conditions)

    def _tell(self, read: BallotFile, outcome: Outcome) -> None:
        """Print every project with its reason, for people."""
        for finding in read.findings:
            self.stderr.write(f"{finding.count} × {finding.sentence}")
        for verdict in outcome.verdicts:
            sentence = explain(verdict, outcome, money=lambda amount: _plain(amount, outcome.unit))
            self.stdout.write(f"{verdict.id}\t{sentence}")
        left = f"{_plain(outcome.left, outcome.unit)} sur {_plain(outcome.envelope, outcome.unit)}"
        self.stdout.write(f"{len(outcome.winners)} lauréats, {outcome.voters} votants, il reste {left}.")


def _amount(written: str) -> Fraction:
    """Read what follows ``--cap``.

    :raises ArgumentTypeError: when it is not an amount.
    """
    if not re.fullmatch(r"\d{1,15}(\.\d{1,9})?", written):
        raise ArgumentTypeError(f"« {written} » n’est pas un montant")
    return Fraction(written)


def _conditions(profile: Profile, options: dict[str, Any]) -> Conditions:
    cap = None if options["cap"] is None else int(options["cap"] * profile.unit)
    minimum = 1 if options["minimum"] is None else options["minimum"]
    try:
        return Conditions(minimum=minimum, max_winners=options["max_winners"], cap=cap)
    except ValueError as error:
        message = "--minimum et --max-winners sont au moins 1, --cap n’est pas négatif."
        raise CommandError(message, returncode=WRONG_USE) from error


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
