"""What everybody reads of a vote on paper: the poster, the catalogue of projects, the ballot."""

from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.ballots.contract import contract_for
from participation.ballots.models import Choice, Poll
from participation.ballots.money import amount
from participation.ballots.rules import BallotForm
from participation.ballots.rules.judgment import GRADES
from participation.ballots.views.doors import HAZARD, NUMBER, in_order
from participation.ballots.wording import ballot_in_words, rule_in_words
from participation.consultations.wording import who_may_take_part
from participation.proposals.models import Proposal
from territories.instance.documents import photo, qr_code
from territories.instance.prose import as_text
from territories.instance.renderers import demonstration_mark
from territories.instance.templatetags.house import day, deadline, last_day, number

#: Places to vote on paper that a poster names one by one.
MOST_PLACES = 3


def common(poll: Poll, title: str) -> dict:
    """What every paper of a vote says: its title, whose it is, and whether the votes are invented."""
    consultation = poll.consultation
    return {
        "title": title,
        "foot": f"{consultation.organiser} · {consultation.title}",
        "mark": " ".join(demonstration_mark().values()),
        "consultation": consultation.title,
        "organiser": str(consultation.organiser),
        "area": consultation.area.name,
    }


def poster(poll: Poll, options: dict) -> dict:
    """The poster: what, until when, with how much money, where, and a code to point a phone at."""
    zone, address = poll.consultation.time_zone, settings.SITE_URL + poll.get_short_url()
    choices = list(poll.choices.filter(withdrawn_at=None))
    return {
        **common(poll, _("Votez : %(title)s") % {"title": poll.consultation.title}),
        "call": _("Votez !"),
        "question": str(poll.question),
        "dates": days_of(poll),
        "envelope": offer(poll, len(choices)),
        "projects": [] if poll.asks else [[str(one.no), one.title] for one in choices],
        "facts": [
            [_("Qui"), who_may_take_part(poll.consultation)],
            [_("Comment voter"), ballot_in_words(poll)],
            [_("Jusqu’à quand"), capfirst(deadline(poll.closes_at, zone)) + "."],
            [_("Et ensuite"), _("C’est un avis : %(who)s décide.") % {"who": poll.consultation.deciding_body}],
        ],
        "places": places_told(poll),
        "places-title": _("Voter sur papier"),
        "scan": _("Visez ce code avec un téléphone, ou tapez l’adresse :"),
        "address": bare(address),
        "qr": qr_code(address),
        "qr-alt": _("Code qui mène à %(address)s") % {"address": address},
    }


def offer(poll: Poll, choices: int) -> str:
    """Say how much there is to choose from; with how much money, where the vote spends some."""
    if poll.has_money:
        projects = ngettext("%(n)s projet", "%(n)s projets", choices) % {"n": number(choices)}
        return f"{projects} · {money(poll, poll.envelope_cents)}"
    return "" if poll.asks else _("%(n)s réponses proposées") % {"n": number(choices)}


def places_told(poll: Poll) -> list[list[str]]:
    """Where one votes on paper: each place with its hours, or their number where a poster has no room for all."""
    urns = list(poll.urns.all())
    if len(urns) <= MOST_PLACES:
        return [[urn.name, urn.address] for urn in urns]
    return [[_("%(n)s lieux de vote") % {"n": number(len(urns))}, _("la liste est à l’adresse ci-dessous")]]


def bare(address: str) -> str:
    """Write an address as people type it."""
    return address.removeprefix("https://").removeprefix("http://")


def catalogue(poll: Poll, options: dict) -> dict:
    """The catalogue: a page per project in large type, in the order of the numbers on the ballot."""
    choices = poll.choices.filter(withdrawn_at=None).select_related(
        "theme", "proposal__area", "proposal__photo", "proposal__author__identity", "proposal__consultation"
    )
    return {
        **common(poll, _("Les projets : %(title)s") % {"title": poll.consultation.title}),
        "what": _("Les projets") if poll.has_money else _("Les réponses"),
        "dates": _("Vote %(days)s") % {"days": days_of(poll)},
        "how": [ballot_in_words(poll), rule_in_words(poll)],
        "contents": _("Les projets soumis au vote") if poll.has_money else _("Les réponses soumises au vote"),
        "heads": [_("N°"), what(poll), *([_("Coût")] if poll.has_money else [])],
        "projects": [_project(poll, one) for one in choices],
    }


def _project(poll: Poll, choice: Choice) -> dict:
    idea = choice.proposal
    where = dict.fromkeys(filter(None, [idea.place, idea.area and idea.area.name])) if idea else {}
    text = choice.text or (idea.text if idea else "")
    facts = [
        *([[_("Coût"), money(poll, choice.cost_cents)]] if poll.has_money else []),
        [_("Où"), ", ".join(where)],
        [_("Zone"), choice.zone],
        *([[_("Thème"), choice.theme.name]] if choice.theme else []),
        *([[_("Proposé par"), idea.signature]] if idea else []),
    ]
    return {
        "no": str(choice.no),
        "title": choice.title,
        "row": row(poll, choice),
        "facts": [fact for fact in facts if fact[1]],
        "text": [as_text(part) for part in text.split("\n\n") if part.strip()],
        "photo": photo(idea.photo.file.read()) if idea and idea.photo else "",
        "number": _("Projet n° %(no)s sur le bulletin") % {"no": choice.no},
        **_online(idea),
        "photo-alt": (idea.photo.alt_text if idea and idea.photo else "") or _("Photo du projet"),
    }


def _online(idea: Proposal | None) -> dict:
    """The way from paper to the page of an idea, for who wants to read more."""
    if idea is None:
        return {"qr": ""}
    address = settings.SITE_URL + idea.get_absolute_url()
    return {
        "qr": qr_code(address),
        "qr-alt": _("Code qui mène à %(address)s") % {"address": address},
        "online": _("Ses pièces, son étude et sa discussion, en ligne :"),
        "address": bare(address),
    }


def ballot(poll: Poll, options: dict) -> dict:
    """The ballot: the projects in the order of a screen, by their numbers or by a lot that is printed on it."""
    order = options.get("ordre") if options.get("ordre") == HAZARD else NUMBER
    seed = lot_of(poll)
    choices = in_order(poll.choices.filter(withdrawn_at=None), order, seed=seed)
    if order == HAZARD:
        query = f"{reverse('participation:ballot', args=[poll.slug])}?ordre={HAZARD}&graine={seed}"
        told = _("Ordre tiré au sort, le même à l’écran : %(address)s") % {"address": settings.SITE_URL + query}
    else:
        told = _("Ordre des numéros, le même qu’à l’écran « par numéro ».")
    contract = contract_for(poll).form
    return {
        **common(poll, _("Bulletin de vote : %(title)s") % {"title": poll.consultation.title}),
        "what": _("Bulletin de vote"),
        "question": str(poll.question),
        "instructions": ballot_in_words(poll),
        "how": f"{_how_to_mark(contract)} {_('N’écrivez rien d’autre : un signe qui vous désigne annule tout.')}",
        "blank": _("Sans aucune marque, votre bulletin compte comme blanc.") if contract.blank else "",
        "wide": contract.numbers,
        "projects": [row(poll, one) for one in choices],
        "order": "" if poll.asks else told,
        "rule": _("Règle scellée %(hash)s, version %(version)s")
        % {"hash": poll.rule_sha256[:12], "version": poll.version},
    }


def _how_to_mark(form: BallotForm) -> str:
    if form.kind == "points":
        return _("Écrivez dans les cases vos points, en chiffres.")
    if form.kind == "grades":
        numbers = ", ".join(f"{number} {name}" for number, name in reversed([*enumerate(GRADES, start=1)]))
        return _("Écrivez dans chaque case le numéro de votre mention : %(grades)s.") % {"grades": numbers}
    if form.kind == "ranking":
        return _("Écrivez 1 dans la case de votre réponse préférée, 2 dans la suivante, et ainsi de suite.")
    return _("Cochez la case de votre choix.") if form.maximum == 1 else _("Cochez les cases de vos choix.")


def what(poll: Poll) -> str:
    """What stands on a ballot, as the head of a column."""
    return _("Projet") if poll.has_money else _("Réponse")


def row(poll: Poll, choice: Choice) -> list[str]:
    """A line of a ballot or of a list: the number, the title with what it excludes, the cost where money is spent."""
    rivals = contract_for(poll).rivals.get(choice.no, [])
    title = choice.title
    if rivals:
        title += " " + _("(exclut le n° %(numbers)s)") % {"numbers": ", ".join(str(one["no"]) for one in rivals)}
    return [str(choice.no), title, *([money(poll, choice.cost_cents)] if poll.has_money else [])]


def lot_of(poll: Poll) -> str:
    """The seed of the drawn order on paper: from the sealed rule, so that nobody chose it."""
    return sha256(f"{poll.rule_sha256}|papier".encode()).hexdigest()[:8]


def days_of(poll: Poll) -> str:
    """Say from when to when one votes; the year once where it is the same."""
    zone = poll.consultation.time_zone
    first, last = day(poll.opens_at, zone), last_day(poll.closes_at, zone)
    if first[-4:] == last[-4:]:
        first = first[:-5]
    return _("du %(first)s au %(last)s") % {"first": first, "last": last}


def money(poll: Poll, value: int | None) -> str:
    """Write an amount in the currency of this vote."""
    return amount(value, unit=poll.unit, currency=poll.currency)
