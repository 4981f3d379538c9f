"""« Pourquoi ce projet, pourquoi pas celui-là » : one French sentence per project, from its verdict."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any

from crois_sens.kernel.money import euros
from participation.ballots.rules.method_explanations import WITHOUT_MONEY, count, explain_method
from participation.ballots.rules.outcome import Fate, Outcome, Verdict

REASONS = {
    Fate.WITHDRAWN: "Retiré du vote.",
    Fate.OVER_CAP: "Écarté : il coûte {cost}, plus que le plafond de {cap} par projet.",
    Fate.UNDER_MINIMUM: "Non retenu : {support}, il en faut au moins {minimum}.",
    Fate.DOES_NOT_FIT: "Non retenu : il coûte {cost} et il ne restait que {left} quand son tour est venu.",
    Fate.AFTER_THE_STOP: "Non retenu : la liste s’arrête au premier projet que l’enveloppe ne peut plus payer.",
    Fate.MAX_WINNERS: "Non retenu : le nombre maximal de lauréats ({max_winners}) était atteint.",
    Fate.EXCLUDED: "Non retenu : un seul des deux peut être réalisé, et {rival} est passé d’abord.",
    Fate.NOT_ENOUGH_SUPPORT_MONEY: (
        "Non retenu : il coûte {cost} et il ne restait que {money} sur les parts de ceux qui l’ont choisi ({support})."
    ),
}
BOUGHT = "Retenu en position {order} : {support}, il coûte {cost} et il restait {left}."
BOUGHT_WITH_SHARES = (
    "Retenu en position {order} : {support}, dont chacune a apporté au plus {price} de sa part pour payer {cost}."
)
BOUGHT_FOR_POINTS = (
    "Retenu en position {order} : {support}, dont chacun a apporté au plus {price} sur la part de qui l’a donné pour "
    "payer {cost}."
)
BOUGHT_IN_TIME = (
    "Retenu en position {order} : {support}, qui avaient ensemble de quoi payer {cost} quand chacun avait reçu {price}."
)
COMPLETED = "Retenu en position {order}, avec l’argent qui restait ({left}) : {support}, il coûte {cost}."
FIRST_OF_ZONE = (
    "Retenu en position {order} : le plus soutenu de « {zone} » ({support}), il coûte {cost} et il restait {left}."
)
TIED = " À égalité avec {tied} : le plus petit identifiant passe d’abord."


def explain(
    verdict: Verdict, outcome: Outcome, *, money: Callable[[int], str] = euros, rival: str | None = None
) -> str:
    """Say in one or two sentences why a project was kept or not.

    :param money: how to write an amount of the profile; by default it is in cents of euros.
    :param rival: how to call the winner that excludes it; by default its id.
    """
    rule = _rule_for(verdict, outcome)
    if rule["name"] in WITHOUT_MONEY:
        return explain_method(verdict, outcome)
    sentence = REASONS.get(verdict.fate) or _why_bought(verdict, rule)
    told = sentence.format(
        order=verdict.order,
        support=count(verdict.support, "points" if rule.get("by") == "points" else "voix"),
        cost=money(verdict.cost),
        left=money(verdict.left),
        rival=rival or verdict.excluded_by,
        zone=verdict.zone,
        cap=money(rule["cap"] or 0),
        minimum=rule["minimum"],
        max_winners=rule["max_winners"],
        # What is paid is rounded up and what is held rounded down: the sentence never promises too much.
        price=money(ceil(verdict.price or Fraction(0))),
        money=money(floor(verdict.supporters_money or Fraction(0))),
    )
    fates = {one.id: one.fate for one in outcome.verdicts}
    parted = [other for other in verdict.tied_with if fates[other] is not verdict.fate]
    return told + (TIED.format(tied=", ".join(parted)) if parted else "")


def _rule_for(verdict: Verdict, outcome: Outcome) -> dict[str, Any]:
    """Return the settings that decided on a project."""
    for _, part in outcome.parts:
        if any(one.id == verdict.id for one in part.verdicts):
            return part.applied
    return outcome.applied


def _why_bought(verdict: Verdict, rule: dict[str, Any]) -> str:
    if verdict.zone is not None:
        return FIRST_OF_ZONE
    if verdict.price is None:
        return COMPLETED if rule["name"] == "equal-shares" else BOUGHT
    if rule["name"] == "phragmen":
        return BOUGHT_IN_TIME
    return BOUGHT_FOR_POINTS if rule.get("by") == "points" else BOUGHT_WITH_SHARES
