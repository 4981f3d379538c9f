"""How a rule spends an envelope, said in French before the vote, in words of every day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.ballots.contract import contract_for
from participation.ballots.models import Completion, Poll, PreferredBy, RuleName, Utility, WhenItDoesNotFit
from participation.ballots.money import amount
from participation.ballots.rules.outcome import Comparison
from territories.instance.templatetags.house import number


def budget_in_words(poll: Poll) -> str:
    """Say the rule of a poll that spends money, with its conditions."""
    compared = [str(COMPARISONS[PreferredBy(poll.preferred_by)])] if poll.preferred_by else []
    return " ".join(
        [
            *RULES[RuleName(poll.rule)](poll),
            *compared,
            *_conditions(poll),
            _("À égalité, le plus petit numéro passe d’abord."),
        ]
    )


def _greedy(poll: Poll) -> Iterator[str]:
    if poll.zones_first:
        yield _(
            "D’abord, le projet le plus soutenu de chaque zone est retenu, pour qu’aucune ne soit oubliée ; s’il ne "
            "tient pas dans l’enveloppe, on regarde le suivant de la même zone. Puis vient le tour de tous les autres."
        )
    ranked = _("Les projets sont classés par nombre de %(what)s et retenus dans cet ordre ;")
    what = _("points") if poll.gives_points else _("voix")
    yield f"{ranked % {'what': what}} {DOES_NOT_FIT[WhenItDoesNotFit(poll.when_it_does_not_fit)]}"


def _equal_shares(poll: Poll) -> Iterator[str]:
    yield _(
        "Parts égales : chaque votant dispose de la même part de l’enveloppe, et un projet est retenu quand ceux qui "
        "l’ont choisi peuvent le payer ensemble."
    )
    yield str((FIRST_BY_POINT if poll.gives_points else FIRST_BY_VOTER)[Utility(poll.utility)])
    yield str(COMPLETIONS[Completion(poll.completion)])


def _phragmen(poll: Poll) -> Iterator[str]:
    how = _(
        "Phragmén : chaque votant part de zéro et reçoit la même somme, qui monte pour tous à la même vitesse. Dès que "
        "ceux qui ont choisi un projet ont ensemble de quoi le payer, ils l’achètent et repartent de zéro ;"
    )
    yield f"{how} {DOES_NOT_FIT[WhenItDoesNotFit(poll.when_it_does_not_fit)]}"


RULES = {RuleName.GREEDY: _greedy, RuleName.EQUAL_SHARES: _equal_shares, RuleName.PHRAGMEN: _phragmen}

DOES_NOT_FIT = {
    WhenItDoesNotFit.SKIP: gettext_lazy(
        "un projet qui ne tient plus dans l’enveloppe est passé, et l’on regarde le suivant."
    ),
    WhenItDoesNotFit.STOP: gettext_lazy("au premier qui ne tient plus dans l’enveloppe, on s’arrête."),
}
#: Which project is bought first: those whose supporters pay, or the points given to it.
FIRST_BY_VOTER = {
    Utility.COST: gettext_lazy("D’abord vient celui dont chacun paie la plus petite partie."),
    Utility.CARDINALITY: gettext_lazy("D’abord vient celui qui coûte le moins à chacun de ceux qui le paient."),
}
FIRST_BY_POINT = {
    Utility.COST: gettext_lazy("D’abord vient celui dont chaque point paie la plus petite partie."),
    Utility.CARDINALITY: gettext_lazy("D’abord vient celui pour lequel un point coûte le moins."),
}
COMPLETIONS = {
    Completion.NONE: gettext_lazy("Ce qui reste des parts n’est pas dépensé."),
    Completion.ADD1: gettext_lazy(
        "S’il reste de quoi payer un projet, on recommence avec un euro de plus par votant, tant que l’enveloppe "
        "suffit."
    ),
    Completion.ADD1_UNTIL_OVERSPEND: gettext_lazy(
        "Puis on recommence avec un euro de plus par votant, encore et encore, tant que l’enveloppe suffit."
    ),
    Completion.GREEDY: gettext_lazy(
        "Ce qui reste va aux plus soutenus des autres projets, dans cet ordre, tant que l’argent suffit."
    ),
}


COMPARISONS = {
    PreferredBy.COST: gettext_lazy(
        "Enfin, ce résultat est comparé à celui des « plus soutenus », bulletin par bulletin : une personne préfère "
        "celui où plus d’argent va aux projets qu’elle a choisis. Le résultat que le plus de votants préfèrent est "
        "gardé."
    ),
    PreferredBy.NUMBER: gettext_lazy(
        "Enfin, ce résultat est comparé à celui des « plus soutenus », bulletin par bulletin : une personne préfère "
        "celui où plus de projets qu’elle a choisis sont retenus. Le résultat que le plus de votants préfèrent est "
        "gardé."
    ),
}


def _conditions(poll: Poll) -> Iterator[str]:
    if poll.rule_json and contract_for(poll).rivals:
        yield _("Des projets s’excluent : dès que l’un est retenu, les autres du même groupe ne peuvent plus l’être.")
    if poll.min_votes > 1:
        points = poll.gives_points
        least = _("Il faut au moins %(number)s points.") if points else _("Il faut au moins %(number)s voix.")
        yield least % {"number": poll.min_votes}
    if poll.cap_cents:
        cap = amount(poll.cap_cents, unit=poll.unit, currency=poll.currency)
        yield _("Un projet coûte au plus %(cap)s.") % {"cap": cap}
    if poll.max_winners:
        most = ngettext("%(n)s lauréat au plus.", "%(n)s lauréats au plus.", poll.max_winners)
        yield most % {"n": poll.max_winners}


def compared_in_words(comparison: Comparison) -> str:
    """Say which of two outcomes more voters prefer, and so which one is kept."""
    if comparison.kept == "second":
        sentence = _(
            "Bulletin par bulletin, le résultat des « plus soutenus » est préféré %(second)s fois, l’autre %(first)s "
            "fois, et ils se valent %(same)s fois : celui des « plus soutenus » est gardé."
        )
    else:
        sentence = _(
            "Bulletin par bulletin, le résultat des « plus soutenus » est préféré %(second)s fois, celui-ci %(first)s "
            "fois, et ils se valent %(same)s fois : celui-ci est gardé."
        )
    figures = {"first": comparison.prefer_first, "second": comparison.prefer_second, "same": comparison.indifferent}
    return sentence % {name: number(value) for name, value in figures.items()}
