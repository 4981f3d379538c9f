"""What reminders say: short, in plain French, with one link, and until when by which clock."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.ballots.wording import closing
from participation.consultations.models import Consultation
from participation.consultations.wording import who_may_take_part
from participation.reminders.rules import Name, TooLate
from participation.reminders.schedule import Owed
from seminars.events.wording import when_and_where
from territories.instance.templatetags.house import day, moment_and_clock
from territories.notices.letters import Letter
from territories.notices.models import Notice


class Words(NamedTuple):
    """A title, paragraphs between empty lines, and where the button leads."""

    title: str
    text: str
    url: str


#: What each reminder is called in the ledger.
LABELS = {
    Name.CAMPAIGN: gettext_lazy("La campagne commence"),
    Name.MEETING: gettext_lazy("Rencontre de campagne"),
    Name.OPEN: gettext_lazy("Le vote est ouvert"),
    Name.UNCONFIRMED: gettext_lazy("Choix non confirmé, quatre heures après"),
    Name.SEVEN_DAYS: gettext_lazy("Sept jours avant la clôture"),
    Name.ONE_DAY: gettext_lazy("Un jour avant la clôture"),
    Name.UNCONFIRMED_LAST: gettext_lazy("Choix non confirmé, le dernier jour"),
    Name.RESULT: gettext_lazy("Le résultat est publié"),
    Name.DELIBERATION: gettext_lazy("La délibération est prise"),
}

#: Why a message that was written does not leave.
REASONS = {
    TooLate.CALLED_OFF: gettext_lazy("n’est plus au calendrier"),
    TooLate.OVER: gettext_lazy("trop tard pour l’envoyer"),
}
VOTED = gettext_lazy("a voté entre-temps")
SETTLED = gettext_lazy("choix confirmé ou mis de côté entre-temps")


#: What the button of a mail says, by kind of message.
ACTIONS = {
    "campaign.open": gettext_lazy("Découvrir les projets"),
    "campaign.meeting": gettext_lazy("Voir la rencontre"),
    "poll.open": gettext_lazy("Voter"),
    "poll.closing": gettext_lazy("Voter"),
    "poll.unconfirmed": gettext_lazy("Confirmer mon choix"),
    "poll.voted": gettext_lazy("Voir le vote"),
    "poll.result": gettext_lazy("Lire le résultat"),
    "poll.deliberation": gettext_lazy("Lire la décision"),
}


def letter_with_its_button(*, notice: Notice) -> Letter:
    """Give a message the button of its kind; its words are those of its row."""
    return Letter(notice.title, notice.text, notice.url, str(ACTIONS[notice.kind]))


def words_of(owed: Owed) -> Words:
    """Say a reminder as it is sent."""
    title, paragraphs, url = _WORDS[owed.name](owed)
    return Words(title[:160], "\n\n".join(part for part in paragraphs if part), url)


Said = tuple[str, list[str], str]


def _named(sentence: str, owed: Owed) -> str:
    return f"{sentence} : {owed.consultation.title}"


def _campaign(owed: Owed) -> Said:
    consultation = owed.consultation
    vote = next((phase for phase in consultation.phases.all() if phase.kind == "vote"), None)
    when = vote and _("Le vote ouvre le %(when)s.") % {"when": moment_and_clock(vote.opens_at, consultation.time_zone)}
    paragraphs = [
        _("Les projets qui seront soumis au vote sont connus. Découvrez-les et parlez-en autour de vous."),
        when,
    ]
    return _named(_("La campagne commence"), owed), paragraphs, consultation.get_absolute_url()


def _meeting(owed: Owed) -> Said:
    event = owed.event
    about = _("Cette rencontre a lieu sur votre territoire pendant la campagne de « %(consultation)s ».")
    paragraphs = [
        when_and_where(event),
        about % {"consultation": owed.consultation.title},
        event.takes_registrations and _("On y vient sur inscription."),
    ]
    title = _("Le %(day)s : %(event)s") % {"day": day(event.starts_at, event.time_zone), "event": event.title}
    return title, paragraphs, reverse("seminars:event", args=[event.slug])


def _open(owed: Owed) -> Said:
    until = _("Vous pouvez voter jusqu’au %(when)s.") % {"when": closing(owed.poll)}
    change = _("Chaque personne a un bulletin, et peut le changer jusqu’à la clôture.")
    paper = owed.poll.has_paper and _("On peut aussi voter sur papier : la page du vote dit où.")
    return _named(_("Le vote est ouvert"), owed), [until, change, paper], owed.poll.get_absolute_url()


def _seven_days(owed: Owed) -> Said:
    until = _("Vous n’avez pas encore voté. Vous pouvez le faire jusqu’au %(when)s.") % {"when": closing(owed.poll)}
    return _named(_("Dernière semaine pour voter"), owed), [until], owed.poll.get_absolute_url()


def _one_day(owed: Owed) -> Said:
    until = _("Vous n’avez pas encore voté. Vous pouvez le faire jusqu’au %(when)s.") % {"when": closing(owed.poll)}
    return _named(_("Plus qu’un jour pour voter"), owed), [until], owed.poll.get_absolute_url()


def _unconfirmed(owed: Owed) -> Said:
    paragraphs = [
        _("Vous avez commencé à voter, mais votre vote n’est pas enregistré : il manque la confirmation."),
        _("Votre choix vous attend sur l’appareil où vous l’avez fait. Confirmez-le au plus tard le %(when)s.")
        % {"when": closing(owed.poll)},
    ]
    return _named(_("Votre choix n’est pas confirmé"), owed), paragraphs, owed.poll.get_absolute_url()


def _result(owed: Owed) -> Said:
    body = owed.consultation.deciding_body
    paragraphs = [
        _("Le résultat du vote est publié : les voix de chaque projet, les lauréats et, pour chacun, la raison."),
        body and _("La décision revient maintenant à : %(body)s.") % {"body": body},
    ]
    url = reverse("participation:poll_result", args=[owed.poll.slug])
    return _named(_("Le résultat du vote"), owed), paragraphs, url


def _deliberation(owed: Owed) -> Said:
    decision = owed.poll.decision
    adopted = len(decision.adopted)
    projects = ngettext("%(n)s projet est adopté.", "%(n)s projets sont adoptés.", adopted) % {"n": adopted}
    taken = _("Délibération n° %(number)s du %(day)s.") % {"number": decision.number, "day": day(decision.decided_on)}
    paragraphs = [
        f"{taken} {projects}",
        decision.reason
        and _("Ce que l’assemblée n’a pas suivi, et pourquoi : %(reason)s") % {"reason": decision.reason},
    ]
    url = reverse("participation:poll_result", args=[owed.poll.slug])
    return _named(_("La délibération est prise"), owed), paragraphs, url


_WORDS: dict[Name, Callable[[Owed], Said]] = {
    Name.CAMPAIGN: _campaign,
    Name.MEETING: _meeting,
    Name.OPEN: _open,
    Name.UNCONFIRMED: _unconfirmed,
    Name.SEVEN_DAYS: _seven_days,
    Name.ONE_DAY: _one_day,
    Name.UNCONFIRMED_LAST: _unconfirmed,
    Name.RESULT: _result,
    Name.DELIBERATION: _deliberation,
}


def audience_of(owed: Owed) -> str:
    """Say to the manager who receives a reminder: the sentence of what ``audience.people_of`` asks."""
    if owed.name == Name.MEETING:
        sentence = _("Celles et ceux qui participent déjà et habitent le territoire « %(area)s ».")
        return sentence % {"area": owed.event.area}
    return str(_AUDIENCES[owed.name])


_NOT_VOTED = gettext_lazy("Toutes les personnes qui peuvent voter et ne l’ont fait ni sur internet ni sur papier.")
_AUDIENCES = {
    Name.CAMPAIGN: gettext_lazy("Toutes les personnes qui peuvent participer."),
    Name.OPEN: _NOT_VOTED,
    Name.SEVEN_DAYS: _NOT_VOTED,
    Name.ONE_DAY: gettext_lazy(
        "Les mêmes, sauf celles dont un choix attend d’être confirmé : elles reçoivent l’autre relance du jour."
    ),
    Name.UNCONFIRMED: gettext_lazy("Chaque personne qui a choisi sans confirmer, une seule fois, au fil du vote."),
    Name.UNCONFIRMED_LAST: gettext_lazy("Les personnes qui ont choisi et n’ont pas encore confirmé."),
    Name.RESULT: gettext_lazy("Les personnes qui ont voté, et celles qui portent une idée déposée."),
    Name.DELIBERATION: gettext_lazy("Les personnes qui ont voté, et celles qui portent une idée déposée."),
}


def who_is_meant(consultation: Consultation) -> list[str]:
    """Say who « may take part » means in this ledger, in sentences."""
    return [
        who_may_take_part(consultation),
        _("Sont prévenus, parmi ces personnes : les comptes dont la commune est dans le territoire « %(area)s ».")
        % {"area": consultation.area},
        _(
            "Et celles qui ont déjà participé, à cette consultation ou à une édition passée : idée, soutien, "
            "commentaire, déclaration ou vote. Sont laissées de côté celles que leur commune ou leur lien exclut."
        ),
        _(
            "Les annonces ne partent par courriel qu’à qui les demande, le reste à qui ne l’a pas refusé. "
            "Rien ne part entre 20 h et 8 h, ni après la clôture."
        ),
    ]
