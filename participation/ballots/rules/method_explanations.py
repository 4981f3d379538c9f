"""« Pourquoi cette réponse » : one French sentence per answer, for votes without money."""

from collections.abc import Callable

from participation.ballots.rules.judgment import GRADES
from participation.ballots.rules.outcome import Fate, Outcome, Verdict


def explain_method(verdict: Verdict, outcome: Outcome) -> str:
    """Say in a sentence or two why an answer was chosen or not, with the figures that decided."""
    if verdict.fate is Fate.WITHDRAWN:
        return "Retiré du vote."
    return WITHOUT_MONEY[outcome.rule["name"]](verdict, outcome)


def count(number: int, noun: str) -> str:
    """Write a number of votes or points."""
    return f"{number} {'point' if noun == 'points' and number < 2 else noun}"


def _yes_no(verdict: Verdict, outcome: Outcome) -> str:
    told = f"{verdict.support} voix sur {outcome.details['yes'] + outcome.details['no']} exprimées"
    if not outcome.winners:
        return f"{told}. Autant de oui que de non : rien n’est adopté."
    return f"{told} : {'la majorité' if verdict.won else 'moins que l’autre réponse'}."


def _most_votes(verdict: Verdict, outcome: Outcome) -> str:
    told = count(verdict.support, outcome.rule["by"].replace("votes", "voix"))
    fates = {one.id: one.fate for one in outcome.verdicts}
    parted = [other for other in verdict.tied_with if fates[other] is not verdict.fate]
    tied = f" À égalité avec {', '.join(parted)} : le plus petit identifiant passe d’abord." if parted else ""
    return (f"Retenu en position {verdict.order} : {told}." if verdict.won else f"Non retenu : {told}.") + tied


def _schulze(verdict: Verdict, outcome: Outcome) -> str:
    duels = {(one, other): number for one, other, number in outcome.details["duels"]}
    others = [other for one, other in duels if one == verdict.id]
    won = sum(duels[verdict.id, other] > duels[other, verdict.id] for other in others)
    told = f"Face à face, préféré à {won} des {len(others)} autres"
    paths = dict(outcome.details["wins"])[verdict.id]
    chain = f" ; en suivant les chaînes de victoires, il devance {paths} d’entre eux"
    return f"{'Retenu' if verdict.won else 'Non retenu'}. {told}{chain if paths != won else ''}."


def _instant_runoff(verdict: Verdict, outcome: Outcome) -> str:
    rounds = outcome.details["rounds"]
    lasted = [dict(one["votes"]) for one in rounds if verdict.id in dict(one["votes"])]
    votes = lasted[-1][verdict.id]
    if verdict.won:
        return f"Retenu au tour {len(rounds)} : {votes} bulletins sur {sum(lasted[-1].values())} encore en jeu."
    if len(lasted) == len(rounds):
        return f"Non retenu : {votes} bulletins au dernier tour."
    return f"Éliminé au tour {len(lasted)}, le dernier avec {votes} bulletins : ils passent au choix suivant."


def _majority_judgment(verdict: Verdict, outcome: Outcome) -> str:
    median = dict(outcome.details["medians"])[verdict.id]
    counts = dict(outcome.details["grades"])[verdict.id]
    if not median:
        return "Non retenu : personne ne l’a jugé."
    better, worse = sum(counts[median:]), sum(counts[: median - 1])
    told = f"{better} au-dessus, {counts[median - 1]} égales, {worse} au-dessous"
    return f"{'Retenu' if verdict.won else 'Non retenu'}. Mention majoritaire « {GRADES[median - 1]} » : {told}."


#: The rules whose outcomes have no money in them, with what explains them.
WITHOUT_MONEY: dict[str, Callable[[Verdict, Outcome], str]] = {
    "yes-no": _yes_no,
    "most-votes": _most_votes,
    "majority-judgment": _majority_judgment,
    "schulze": _schulze,
    "instant-runoff": _instant_runoff,
}
