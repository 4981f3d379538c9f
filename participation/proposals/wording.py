"""What holders are told about their idea, in plain French: each function returns a title and a text."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.money import euros
from participation.proposals.states import Status

#: One sentence per state that a holder is told about; article and reason follow it.
SENTENCES = {
    Status.SUBMITTED: gettext_lazy("Votre idée est déposée sous le numéro %(number)s. La commission va l’examiner."),
    Status.ADMISSIBLE: gettext_lazy("La commission a déclaré votre idée recevable."),
    Status.INADMISSIBLE: gettext_lazy(
        "La commission a déclaré votre idée non recevable. Vous pouvez demander une fois un réexamen."
    ),
    Status.IN_STUDY: gettext_lazy("Les services étudient votre idée : coût, foncier, délai."),
    Status.FEASIBLE: gettext_lazy("Les services ont conclu que votre idée est réalisable."),
    Status.UNFEASIBLE: gettext_lazy("Les services ont conclu que votre idée n’est pas réalisable."),
    Status.MERGED: gettext_lazy(
        "Votre idée est réunie avec l’idée « %(survivor)s », que vous portez désormais avec ses auteurs."
    ),
    Status.WITHDRAWN: gettext_lazy("Votre idée est retirée. Elle reste lisible, avec son motif."),
    Status.ON_BALLOT: gettext_lazy("Votre idée est soumise au vote."),
    Status.WINNER: gettext_lazy("Votre projet est lauréat, sous réserve du vote de l’assemblée délibérante."),
    Status.NOT_WINNER: gettext_lazy("Votre projet n’est pas lauréat du vote."),
    Status.ADOPTED: gettext_lazy("L’assemblée délibérante a adopté votre projet."),
    Status.UNDER_WAY: gettext_lazy("La réalisation de votre projet a commencé."),
    Status.DONE: gettext_lazy("Votre projet est réalisé."),
    Status.ABANDONED: gettext_lazy("Votre projet est abandonné."),
}


def status_mail(proposal, change) -> tuple[str, str]:
    """Tell a holder that the idea changed its state, and why."""
    title = _("%(title)s : %(status)s") % {"title": proposal.title, "status": change.get_after_display()}
    sentence = str(SENTENCES[change.after]) % {"number": proposal.number, "survivor": proposal.merged_into}
    return title[:160], _paragraphs(sentence, _grounds(change))


def followed_mail(proposal, change) -> tuple[str, str]:
    """Tell those who support an idea what became of it."""
    title = _("%(title)s : %(status)s") % {"title": proposal.title, "status": change.get_after_display()}
    sentence = _("L’idée « %(title)s », que vous soutenez, a changé d’état : %(status)s.") % {
        "title": proposal.title,
        "status": change.get_after_display(),
    }
    joined = _("Votre soutien suit l’idée « %(survivor)s ».") % {"survivor": proposal.merged_into}
    return title[:160], _paragraphs(sentence, _grounds(change), joined if proposal.merged_into else "")


def confirmed_mail(proposal, decision) -> tuple[str, str]:
    """Tell a holder that the commission looked again and keeps its refusal."""
    title = _("%(title)s : le refus est confirmé") % {"title": proposal.title}
    sentence = _("La commission a réexaminé votre idée et confirme qu’elle n’est pas recevable.")
    return title[:160], _paragraphs(sentence, _grounds(decision))


def scope_mail(proposal, change) -> tuple[str, str]:
    """Ask a holder to accept a changed scope, or to withdraw."""
    title = _("%(title)s : un changement vous est proposé") % {"title": proposal.title}
    cost = _("Nouveau coût : %(cost)s.") % {"cost": euros(change.cost_cents)} if change.cost_cents else ""
    sentence = _("Les services proposent de modifier votre idée : acceptez le changement, ou retirez-la.")
    return title[:160], _paragraphs(sentence, change.reason, cost)


def joined_mail(keep, away) -> tuple[str, str]:
    """Tell the holders of an idea that another one joins it."""
    title = _("%(title)s : une idée proche rejoint la vôtre") % {"title": keep.title}
    sentence = _("L’idée « %(other)s » est réunie avec la vôtre. Ses auteurs la portent désormais avec vous.")
    return title[:160], sentence % {"other": away}


def hidden_mail(proposal, reason: str) -> tuple[str, str]:
    """Tell a holder that the team took the idea off the public pages."""
    title = _("%(title)s : idée masquée") % {"title": proposal.title}
    return title[:160], _paragraphs(_("L’équipe de la consultation a masqué votre idée."), reason)


def _grounds(judged) -> str:
    """Article and reason of a decision, as one paragraph."""
    article = _("Règlement : %(article)s.") % {"article": judged.article} if judged.article else ""
    return " ".join(part for part in (article, judged.reason) if part)


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
