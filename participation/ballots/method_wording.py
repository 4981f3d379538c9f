"""What a method without a budget's words asks and decides, said in French before the vote."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.ballots.kinds import choices_asked
from participation.ballots.models import BallotKind, Poll, RuleName
from participation.ballots.rules.judgment import GRADES


def method_in_words(poll: Poll) -> str:
    """Say the rule of a poll that spends no money."""
    return RULES[RuleName(poll.rule)](poll)


def _kept(sentence: str, poll: Poll) -> str:
    return sentence % {"n": poll.max_winners or 1}


def _question(poll: Poll) -> str:
    return _(
        "La réponse qui a le plus de voix l’emporte. Les bulletins blancs sont comptés et annoncés à part : ils ne "
        "sont ni des oui ni des non. À égalité, rien n’est adopté."
    )


def _most(poll: Poll) -> str:
    if poll.gives_points:
        kept = ngettext(
            "La réponse qui a le plus de points est retenue.",
            "Les %(n)s réponses qui ont le plus de points sont retenues.",
            poll.max_winners or 1,
        )
    else:
        kept = ngettext(
            "La réponse qui a le plus de voix est retenue.",
            "Les %(n)s réponses qui ont le plus de voix sont retenues.",
            poll.max_winners or 1,
        )
    return f"{_kept(kept, poll)} {_('À égalité, le plus petit numéro passe d’abord.')}"


def _judgment(poll: Poll) -> str:
    kept = ngettext(
        "La réponse qui a la meilleure mention majoritaire est retenue.",
        "Les %(n)s réponses qui ont les meilleures mentions majoritaires sont retenues.",
        poll.max_winners or 1,
    )
    how = _(
        "La mention majoritaire d’une réponse est celle du milieu, quand ses mentions sont rangées de la pire à la "
        "meilleure : la moitié des votants au moins la juge ainsi ou mieux. À mention égale, on retire une mention du "
        "milieu à chacune, et l’on compare de nouveau. Un bulletin blanc ne juge rien."
    )
    return f"{_kept(kept, poll)} {how}"


def _schulze(poll: Poll) -> str:
    kept = ngettext(
        "La réponse qui l’emporte face à chacune des autres est retenue.",
        "Les %(n)s réponses qui l’emportent le mieux face aux autres sont retenues.",
        poll.max_winners or 1,
    )
    how = _(
        "Pour chaque paire de réponses, on compte combien de bulletins classent l’une avant l’autre. Si ces face à "
        "face tournent en rond, on suit les chaînes de victoires, dont chacune vaut son maillon le plus faible "
        "(méthode de Schulze). À égalité, le plus petit numéro passe d’abord."
    )
    return f"{_kept(kept, poll)} {how}"


def _runoff(poll: Poll) -> str:
    return _(
        "Chaque bulletin compte pour la réponse qu’il classe le plus haut. Tant qu’aucune n’a plus de la moitié des "
        "bulletins qui comptent, celle qui en a le moins est éliminée, et ses bulletins passent à leur réponse "
        "suivante. À égalité, le plus grand numéro est éliminé."
    )


RULES = {
    RuleName.YES_NO: _question,
    RuleName.MOST_VOTES: _most,
    RuleName.MAJORITY_JUDGMENT: _judgment,
    RuleName.SCHULZE: _schulze,
    RuleName.INSTANT_RUNOFF: _runoff,
}


def method_asks(poll: Poll) -> str:
    """Say what a ballot that is no list of projects may hold."""
    if poll.ballot_kind == BallotKind.RANKING:
        return _(
            "Classez les réponses : 1 pour votre préférée, 2 pour la suivante, et ainsi de suite. Celles que vous ne "
            "classez pas viennent après les autres."
        )
    if poll.ballot_kind == BallotKind.GRADES:
        return _(
            "Donnez à chaque réponse une mention, de « Très bien » à « À rejeter ». Sans mention, une réponse compte "
            "comme « À rejeter »."
        )
    if poll.ballot_kind == BallotKind.POINTS:
        return _points(poll)
    if not poll.asks:
        return _answers(*choices_asked(poll))
    return _("Répondez par oui ou par non, ou votez blanc.") if poll.allow_blank else _("Répondez par oui ou par non.")


def number_in_words(poll: Poll, number: int) -> str:
    """Say what a ballot gives to a choice."""
    if poll.ballot_kind == BallotKind.GRADES:
        return GRADES[number - 1]
    if poll.ballot_kind == BallotKind.RANKING:
        return _("rang %(n)s") % {"n": number}
    return ngettext("%(n)s point", "%(n)s points", number) % {"n": number}


def _points(poll: Poll) -> str:
    """Points among projects or answers, with the most of these that may get some."""
    said = {"points": poll.points}
    if poll.has_money:
        sentence = ngettext(
            "Répartissez %(points)s point entre les projets.",
            "Répartissez %(points)s points entre les projets.",
            poll.points,
        )
    else:
        sentence = ngettext(
            "Répartissez %(points)s point entre les réponses.",
            "Répartissez %(points)s points entre les réponses.",
            poll.points,
        )
    limit = _("Donnez-en à %(most)s au plus.") % {"most": poll.max_choices} if poll.max_choices else ""
    return f"{sentence % said} {limit}".strip()


def _answers(minimum: int, maximum: int | None) -> str:
    if maximum is None:
        return _("Choisissez une ou plusieurs réponses.")
    if minimum == maximum:
        return ngettext("Choisissez une seule réponse.", "Choisissez %(n)s réponses.", maximum) % {"n": maximum}
    return _("Choisissez de %(minimum)s à %(maximum)s réponses.") % {"minimum": minimum, "maximum": maximum}
