"""Kinds of messages: what each is called, whether a person may refuse it, how often it comes when nothing is chosen."""

from dataclasses import dataclass
from datetime import datetime, timedelta


def _(text: str) -> str:
    """Mark a French text for the catalogue; it is translated where it is shown."""
    return text


#: Frequencies of the optional messages.
EACH, DAILY, WEEKLY, NEVER = "each", "daily", "weekly", "never"
FREQUENCIES = {
    EACH: _("à chaque fois"),
    DAILY: _("une fois par jour, ensemble"),
    WEEKLY: _("une fois par semaine, ensemble"),
    NEVER: _("jamais"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message.

    ``optional`` messages may be refused; the others belong to the public task itself (the account, the fate of one's
    own idea, one's own vote) and cannot. Of the optional ones, those that follow from nothing the person did are mailed
    only to those who asked for them (``on_request``: consent, GDPR article 6, 1, a). What loses its sense by the
    evening cannot wait (``can_wait``): it never joins a mail of the day by itself.
    """

    label: str
    optional: bool = True
    frequency: str = EACH
    can_wait: bool = True
    on_request: bool = False


#: The kind of the mail in which several messages leave together.
DIGEST = "digest"
KINDS: dict[str, Kind] = {
    DIGEST: Kind(_("Mes nouvelles réunies"), optional=False),
    "account.signup": Kind(_("Mon inscription à confirmer"), optional=False),
    "account.reset": Kind(_("Mon mot de passe oublié"), optional=False),
    "account.address": Kind(_("Ma nouvelle adresse à confirmer"), optional=False),
    "account.security": Kind(_("La sécurité de mon compte"), optional=False),
    "data.export": Kind(_("La copie de mes données"), optional=False),
    "staff.role": Kind(_("Mes rôles dans les équipes"), optional=False),
    "proposal.received": Kind(_("Mon idée est bien reçue"), optional=False),
    "proposal.decision": Kind(_("Une décision sur mon idée, avec son motif"), optional=False),
    "proposal.merged": Kind(_("Mon idée est réunie à une autre"), optional=False),
    "proposal.changed": Kind(_("Mon idée a été modifiée"), optional=False),
    "proposal.comment": Kind(_("Un commentaire sur mon idée"), frequency=DAILY),
    "comment.hidden": Kind(_("Un de mes commentaires est masqué"), optional=False),
    "proposal.followed": Kind(_("Des nouvelles d’une idée que je soutiens"), frequency=DAILY),
    "campaign.open": Kind(_("La campagne avant un vote"), on_request=True),
    "campaign.meeting": Kind(_("Une réunion de campagne près de chez moi"), on_request=True),
    "poll.open": Kind(_("Un vote s’ouvre sur mon territoire"), on_request=True),
    "poll.closing": Kind(_("Un vote se termine bientôt"), can_wait=False, on_request=True),
    "poll.unconfirmed": Kind(_("Mon choix n’est pas confirmé"), can_wait=False),
    "poll.voted": Kind(_("Mon vote est enregistré"), optional=False),
    "poll.set_aside": Kind(_("Une décision sur mon vote, avec son motif"), optional=False),
    "poll.result": Kind(_("Le résultat d’un vote")),
    "poll.deliberation": Kind(_("La délibération du conseil")),
    "project.milestone": Kind(_("Les étapes d’un projet que je suis"), frequency=DAILY),
    "event.registration": Kind(_("Mes inscriptions aux rencontres"), optional=False),
    "event.reminder": Kind(_("Le rappel d’une rencontre où je suis inscrit·e"), can_wait=False),
    "report.ready": Kind(_("Un rapport demandé est prêt"), optional=False),
}

#: So many messages of one kind reach a person one by one within ``STORM_LASTS``; the next ones wait for the evening.
STORM, STORM_LASTS = 3, timedelta(days=1)
THURSDAY = 3
#: How long a worker may hold a message before another takes it over.
HELD_FOR = timedelta(minutes=5)
#: Waiting times after each failed attempt; when they are used up, the message has failed for good.
RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))


def kind_of(name: str) -> Kind:
    """Return a kind of message.

    :raises KeyError: for a kind that nobody has described, which is a typing mistake.
    """
    return KINDS[name]


def frequency_of(name: str, chosen: dict[str, str]) -> str:
    """Tell how often a person receives a kind: what cannot be refused always comes at once, what is sent on request
    never before it was asked for."""
    kind = kind_of(name)
    if not kind.optional:
        return EACH
    return chosen.get(name, NEVER if kind.on_request else kind.frequency)


def is_storm(name: str, *, already: int) -> bool:
    """Tell whether a message waits for the others, because so many of its kind reached the person in a day."""
    kind = kind_of(name)
    return kind.optional and kind.can_wait and already >= STORM


def next_digest(frequency: str, *, at: datetime) -> datetime:
    """Return when messages leave together: at 17:00 UTC, the evening in France, each day or each Thursday."""
    evening = at.replace(hour=17, minute=0, second=0, microsecond=0)
    evening = evening if at < evening else evening + timedelta(days=1)
    return evening + timedelta(days=(THURSDAY - evening.weekday()) % 7 if frequency == WEEKLY else 0)


def next_attempt(attempts: int, *, at: datetime) -> datetime | None:
    """Return when to try again after that many failed attempts, or nothing when it is time to give up."""
    return at + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None


def masked(address: str) -> str:
    """Write an address so that its owner recognises it and nobody else can use it.

    >>> masked("camille@exemple.fr")
    'c…@exemple.fr'
    """
    name, at, host = address.partition("@")
    return f"{name[:1]}…@{host}" if at else ""
