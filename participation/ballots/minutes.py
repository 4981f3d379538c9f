"""The procès-verbal: what the count found, on paper, for signature. A PDF made by Typst, the same bytes each time."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from participation.ballots.log import has_log, last_head
from participation.ballots.method_tables import figure_of, votes_decide
from participation.ballots.models import Channel, Duplicate, Head, Poll, Roll
from participation.ballots.provenance import Provenance, provenance_of
from participation.ballots.results import Result, result_of
from participation.ballots.turnout import Turnout, turnout_of
from territories.instance.documents import typeset
from territories.instance.renderers import demonstration_mark
from territories.instance.templatetags.house import day, moment, number

LAYOUT = Path(__file__).with_name("minutes.typ")
#: What stands where a number is not known.
UNKNOWN = "–"
#: What stands where a date is still to be written.
BY_HAND = "…" * 12


def minutes_pdf(poll: Poll) -> bytes:
    """Return the procès-verbal of a counted poll as a PDF."""
    return typeset(LAYOUT, minutes(poll))


def minutes(poll: Poll) -> dict[str, Any]:
    """Return every word of the procès-verbal, as plain values.

    :raises ValueError: before the count.
    """
    result = result_of(poll)
    if result is None:
        raise ValueError("a procès-verbal needs a counted poll")
    turnout, found, head = turnout_of(poll), provenance_of(poll, result), last_head(poll)
    consultation = poll.consultation
    return {
        "title": _("Procès-verbal de dépouillement : %(title)s") % {"title": consultation.title},
        "foot": f"{consultation.organiser} · {consultation.title}",
        "mark": " ".join(demonstration_mark().values()),
        "what": _("Procès-verbal de dépouillement"),
        "consultation": consultation.title,
        "question": str(poll.question),
        "sections": [
            {"title": _("Déroulement"), "facts": _calendar(poll, head)},
            {"title": _("Votants et bulletins"), "facts": _turnout(poll, result, turnout)},
            {"title": _("Règle appliquée"), "facts": _rule(poll, result, found, head)},
        ],
        "channels": _channels(result, turnout),
        "projects": _projects(result),
        "money": ""
        if not poll.has_money
        else _("Attribué : %(spent)s sur %(envelope)s, reste %(left)s.")
        % {name: result.money(getattr(result, name)) for name in ("spent", "envelope", "left")},
        "reserve": _("Ce résultat est un avis, sous réserve du vote du conseil (%(who)s).")
        % {"who": consultation.deciding_body or UNKNOWN},
        "incidents": {"title": _("Incidents et observations"), "text": poll.gap_reason or _("Néant.")},
        "signed": _("Fait à %(blank)s, le %(blank)s") % {"blank": "…" * 16},
        "signatures": [_("Responsable du scrutin"), _("Scrutateur ou scrutatrice"), _("Scrutateur ou scrutatrice")],
    }


def _calendar(poll: Poll, head: Head | None) -> list[list[str]]:
    zone = poll.consultation.time_zone

    def said(at: datetime | None) -> str:
        return moment(at, zone) if at else UNKNOWN

    return [
        [_("Organisateur"), str(poll.consultation.organiser)],
        [_("Ouverture"), said(poll.opens_at)],
        [_("Clôture"), said(poll.closes_at)],
        [_("Rapprochement des listes"), said(poll.reconciled_at)],
        [_("Dépouillement"), said(poll.counted_at)],
        *_traces(poll, said(poll.links_destroyed_at), head),
    ]


def _traces(poll: Poll, destroyed: str, head: Head | None) -> list[list[str]]:
    """What is left of the way from people to ballots, and what the public log proves; of votes held here only."""
    if not has_log(poll):
        return []
    kept = _("jusqu’au %(day)s") % {"day": day(poll.backups_until)} if poll.backups_until else BY_HAND
    rows = [
        [_("Lien entre personnes et bulletins détruit"), destroyed],
        [_("Sauvegardes qui le gardent"), kept],
    ]
    if head:
        rows.append([_("Journal public"), _("%(n)s engagements") % {"n": number(head.size)}])
    return rows


def _turnout(poll: Poll, result: Result, turnout: Turnout) -> list[list[str]]:
    signed = dict(Roll.objects.filter(poll=poll).values_list("channel").annotate(n=Count("pk")).order_by())
    rows = [
        [_("Émargements par internet"), number(signed.get(Channel.WEB, 0))],
        [_("Émargements sur papier"), number(signed.get(Channel.PAPER, 0))],
        [_("Votants"), _known(result.voters)],
        [_("Blancs"), number(result.blank)],
        [_("Nuls"), number(result.void)],
        [_("Exprimés"), _known(result.valid)],
        [_("Personnes sur les deux listes"), number(Duplicate.objects.filter(poll=poll).count())],
        [_("Votes écartés"), _set_aside(turnout)],
    ]
    if poll.electorate:
        rows.insert(2, [_("Inscrits"), number(poll.electorate)])
    if poll.quorum:
        quorum = _("Quorum de %(n)s votants") % {"n": number(poll.quorum)}
        rows.append([quorum, _("atteint") if result.quorum_met else _("non atteint")])
    return rows


def _set_aside(turnout: Turnout) -> str:
    if not turnout.aside:
        return _("aucun")
    return " ; ".join(f"{number(one.number)} : {one.motive}" for one in turnout.set_aside)


def _known(value: int | None) -> str:
    return UNKNOWN if value is None else number(value)


def _rule(poll: Poll, result: Result, found: Provenance, head: Head | None) -> list[list[str]]:
    book = found.rulebook
    rows = [[_("Règle"), f"{result.rule} {result.conclusion}"]]
    if book:
        dated = {"n": book.version, "day": day(book.published_at, poll.consultation.time_zone)}
        rows.append([_("Règlement"), _("version %(n)s, publiée le %(day)s") % dated])
    ties = " ; ".join(found.ties) or _("aucune")
    return [
        *rows,
        [_("Égalités"), ties],
        [_("Empreinte de la règle"), poll.rule_sha256],
        [_("Empreinte du résultat"), result.result_sha256],
        *([[_("Empreinte du journal"), head.root]] if head else []),
    ]


def _channels(result: Result, turnout: Turnout) -> dict[str, Any]:
    """Ballots by channel and by place, where these may be told apart."""
    lines = [(one.label, one) for one in result.channels]
    lines += [(" + ".join(one.names), one) for one in turnout.places] if result.channels else []
    return {
        "heads": [_("Voie ou lieu"), _("Votants"), _("Exprimés"), _("Blancs"), _("Nuls")],
        "rows": [
            [name, _known(one.voters), _known(one.valid), number(one.blank), number(one.void)] for name, one in lines
        ],
    }


def _projects(result: Result) -> dict[str, Any]:
    """Every project or answer in the order of the rule, with its votes by channel and why."""
    money = result.poll.has_money
    channels = result.channels if votes_decide(result.poll) else ()
    return {
        "title": _("Résultat"),
        "heads": [
            _("N°"),
            _("Projet") if money else _("Réponse"),
            *([_("Coût")] if money else []),
            *(one.label for one in channels),
            _("Voix") if votes_decide(result.poll) else _("A reçu"),
            _("Décision de la règle"),
        ],
        "rows": [
            [
                str(one.no),
                one.title,
                *([result.money(one.cost)] if money else []),
                *(number(one.by_channel[channel.channel]) for channel in channels),
                number(one.votes) if votes_decide(result.poll) else figure_of(result, one),
                one.reason,
            ]
            for one in result.projects
        ],
        "kept": [place for place, one in enumerate(result.projects) if one.won],
        "numbers": len(channels) + money,
    }
