"""A vote without money as a headline tells it: for its page and for documents."""

from django.utils.translation import gettext as _

from participation.ballots.results import Result
from territories.instance.templatetags.house import number


def headline(result: Result) -> str:
    """Say in a sentence what the vote retains, or why nothing."""
    if not result.quorum_met:
        sentence = _("Le quorum de %(quorum)s votants n’est pas atteint : rien n’est retenu.")
        return sentence % {"quorum": number(result.quorum)}
    if result.poll.asks:
        return _answer(result)
    if not result.winners:
        return _("Le vote ne retient rien.")
    return _("Le vote retient : %(answers)s.") % {"answers": ", ".join(one.title for one in result.winners)}


def _answer(result: Result) -> str:
    yes, no = (result.details[name] for name in ("yes", "no"))
    votes = {"yes": number(yes), "no": number(no)}
    if yes == no:
        return _("Autant de oui que de non, %(yes)s de chaque : rien n’est adopté.") % votes
    if yes > no:
        return _("Le oui l’emporte : %(yes)s oui, %(no)s non.") % votes
    return _("Le non l’emporte : %(no)s non, %(yes)s oui.") % votes
