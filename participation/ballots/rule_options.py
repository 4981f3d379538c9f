"""Rules as options of a command: ``manage.py tally`` reads a file and these."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from fractions import Fraction
from typing import Any

from participation.ballots.rules import (
    BallotFile,
    BudgetRule,
    Conditions,
    Envelopes,
    EqualShares,
    Greedy,
    InstantRunoff,
    MajorityJudgment,
    MostVotes,
    Part,
    Phragmen,
    Preferred,
    Schulze,
    YesNo,
)
from participation.ballots.rules.judgment import GRADES

#: Which options of their own the rules have.
OWN = {
    "greedy": {"ends", "by", "zones"},
    "equal-shares": {"utility", "completion", "by"},
    "phragmen": {"ends"},
    "yes-no": set(),
    "most-votes": {"by"},
    "majority-judgment": set(),
    "schulze": set(),
    "instant-runoff": set(),
}
#: Rules without money, and what they take of the options that budgets share.
WITHOUT_MONEY = {
    "yes-no": set(),
    "most-votes": {"max_winners"},
    "majority-judgment": {"max_winners"},
    "schulze": {"max_winners"},
    "instant-runoff": set(),
}
OF_BUDGETS = ("minimum", "max_winners", "cap", "exclusive", "compare", "envelopes", "envelope", "zone")


class WrongUse(Exception):
    """Options that do not go together, said in French."""


def _amount(written: str) -> Fraction:
    """Read an amount in whole units of the currency, with decimals if need be.

    :raises ArgumentTypeError: when it is not an amount.
    """
    if not re.fullmatch(r"\d{1,15}(\.\d{1,9})?", written):
        raise ArgumentTypeError(f"« {written} » n’est pas un montant")
    return Fraction(written)


def _envelope(written: str) -> tuple[str, Fraction]:
    """Read ``NAME=AMOUNT``.

    :raises ArgumentTypeError: when it is not of that form.
    """
    name, equals, amount = written.rpartition("=")
    if not equals or not name:
        raise ArgumentTypeError(f"« {written} » n’est pas de la forme NOM=MONTANT")
    return name, _amount(amount)


class RuleOptions:
    """The options of one call, and the file whose columns they name."""

    def __init__(self, options: dict[str, Any], file: BallotFile) -> None:
        self.options = options
        self.file = file
        self.unit = file.profile.unit

    @staticmethod
    def declare(parser: ArgumentParser) -> None:
        """Declare the rules and their settings; the defaults are those of the rules."""
        parser.add_argument("--rule", choices=sorted(OWN), required=True)
        parser.add_argument("--minimum", type=int, help="voix (ou points) au-dessous desquelles un projet est écarté")
        parser.add_argument("--max-winners", type=int, help="nombre maximal de lauréats")
        parser.add_argument("--cap", type=_amount, metavar="MONTANT", help="coût maximal d’un projet")
        parser.add_argument(
            "--exclusive", nargs="+", action="append", default=[], metavar="ID", help="un seul de ces projets au plus"
        )
        parser.add_argument(
            "--by", choices=["votes", "points"], help="ce qui compte ; greedy : par défaut les points s’il y en a"
        )
        lists = parser.add_argument_group("greedy, phragmen")
        ends = lists.add_mutually_exclusive_group()
        ends.add_argument("--skip", dest="ends", action="store_const", const="skip", help="sauter ce qui dépasse")
        ends.add_argument("--stop", dest="ends", action="store_const", const="stop", help="s’arrêter à ce qui dépasse")
        lists.add_argument("--zones", metavar="COLONNE", help="d’abord le meilleur projet de chaque zone (greedy)")
        shares = parser.add_argument_group("equal-shares")
        shares.add_argument("--utility", choices=["cost", "cardinality"])
        shares.add_argument("--completion", choices=["none", "add1", "add1-until-overspend", "greedy"])
        further = parser.add_argument_group("au-delà d’une règle")
        further.add_argument("--compare", choices=["cost", "number"], help="ou greedy, s’il est préféré")
        further.add_argument("--envelopes", metavar="COLONNE", help="une enveloppe par valeur de cette colonne")
        further.add_argument("--envelope", type=_envelope, action="append", default=[], metavar="NOM=MONTANT")
        further.add_argument("--zone", action="append", default=[], metavar="NOM", help="celle d’une zone")

    def rule(self) -> BudgetRule:
        """Make the rule that the options describe.

        :raises WrongUse: when they do not go together.
        """
        self._refuse_strangers()
        try:
            rule = self._one_rule()
            if self.options["compare"]:
                rule = Preferred(rule, Greedy("skip", self._by(), self._conditions()), self.options["compare"])
            return self._with_envelopes(rule)
        except ValueError as error:
            raise WrongUse(
                "--minimum et --max-winners sont au moins 1 ; --exclusive nomme deux projets ou plus."
            ) from error

    def _refuse_strangers(self) -> None:
        named = self.options["rule"]
        others = set().union(*OWN.values()) - OWN[named]
        if wrong := sorted(name for name in others if self.options[name] is not None):
            told = ", ".join({"ends": "--skip/--stop"}.get(name, f"--{name}") for name in wrong)
            raise WrongUse(f"{told} ne va pas avec --rule {named}.")
        if unknown := sorted(
            {one for group in self.options["exclusive"] for one in group} - set(self.file.profile.place)
        ):
            raise WrongUse(f"--exclusive : {', '.join(unknown)} n’est pas dans le fichier.")

    def _refuse_money(self) -> None:
        """A rule without money takes no option that speaks of some."""
        named = self.options["rule"]
        wrong = [name for name in OF_BUDGETS if self.options[name] and name not in WITHOUT_MONEY[named]]
        if wrong:
            told = ", ".join(f"--{name.replace('_', '-')}" for name in wrong)
            raise WrongUse(f"{told} ne va pas avec --rule {named}.")

    def _method(self) -> BudgetRule:
        """Make a rule without money, once the file holds the ballots that it decides on.

        :raises WrongUse: when the file holds others.
        """
        self._refuse_money()
        named, seats = self.options["rule"], self.options["max_winners"] or 1
        if named == "yes-no" and set(self.file.profile.place) != {"oui", "non"}:
            raise WrongUse("--rule yes-no veut un fichier dont les projets sont oui et non.")
        if named in ("schulze", "instant-runoff") and self.file.vote_type != "ordinal":
            raise WrongUse(f"--rule {named} veut un fichier de classements (vote_type ordinal).")
        if named == "majority-judgment" and not self._is_graded():
            raise WrongUse("--rule majority-judgment veut un fichier de mentions de 1 à 6 (vote_type scoring).")
        rules = {
            "yes-no": YesNo,
            "most-votes": lambda: MostVotes(self._by(), seats),
            "majority-judgment": lambda: MajorityJudgment(seats),
            "schulze": lambda: Schulze(seats),
            "instant-runoff": InstantRunoff,
        }
        return rules[named]()

    def _is_graded(self) -> bool:
        given = self.file.profile.pointed or {}
        return self.file.vote_type == "scoring" and all(number <= len(GRADES) for one in given for _, number in one)

    def _one_rule(self) -> BudgetRule:
        if self.options["rule"] in WITHOUT_MONEY:
            return self._method()
        conditions, options = self._conditions(), self.options
        if options["rule"] == "greedy":
            zones = tuple(self._values("zones").items()) if options["zones"] else ()
            return Greedy(options["ends"] or "skip", self._by(), conditions, zones)
        if options["rule"] == "phragmen":
            return Phragmen(options["ends"] or "stop", conditions)
        by = options["by"] or "votes"
        return EqualShares(options["utility"] or "cost", options["completion"] or "none", conditions, by)

    def _by(self) -> str:
        return self.options["by"] or ("points" if self.file.gives_points else "votes")

    def _conditions(self) -> Conditions:
        cap = self.options["cap"]
        return Conditions(
            minimum=1 if self.options["minimum"] is None else self.options["minimum"],
            max_winners=self.options["max_winners"],
            cap=None if cap is None else int(cap * self.unit),
            exclusive=tuple(map(tuple, self.options["exclusive"])),
        )

    def _with_envelopes(self, rule: BudgetRule) -> BudgetRule:
        if not self.options["envelopes"]:
            return rule
        amounts, values = dict(self.options["envelope"]), self._values("envelopes")
        if set(amounts) != set(values):
            raise WrongUse(f"--envelope : donnez un montant à chacune de {', '.join(sorted(values))}.")
        zones = set(self.options["zone"])
        parts = (
            Part(name=name, envelope=int(amounts[name] * self.unit), projects=tuple(values[name]), zone=name in zones)
            for name in sorted(values)
        )
        return Envelopes(tuple(parts), rule)

    def _values(self, option: str) -> dict[str, list[str]]:
        """Return the projects by what stands in a column of PROJECTS."""
        column = self.options[option].lower()
        found: dict[str, list[str]] = {}
        for project in self.file.projects:
            if column not in project.columns:
                raise WrongUse(f"--{option} : il n’y a pas de colonne {column} sous PROJECTS.")
            if value := project.columns[column]:
                found.setdefault(value, []).append(project.id)
        if option == "envelopes" and sum(map(len, found.values())) < len(self.file.projects):
            raise WrongUse(f"--envelopes : un projet n’a rien dans la colonne {column}.")
        return found
