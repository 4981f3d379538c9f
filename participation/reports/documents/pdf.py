"""The figures of a report as a tagged PDF (PDF/UA-1: readable aloud), laid out by Typst."""

import json
from pathlib import Path

import typst
from django.utils import dateformat
from django.utils.translation import gettext as _

from crois_sens.kernel.money import NARROW_SPACE, euros
from participation.ballots.models import Bundle, Poll
from participation.ballots.results import Result
from participation.reports.figures import Figures, Line

LAYOUT = Path(__file__).with_name("report.typ")


def write_pdf(figures: Figures) -> bytes:
    """Write the document; the same figures give the same bytes.

    :raises typst.TypstError: when the layout is wrong, alternative texts included.
    """
    data = json.dumps(content_of(figures), ensure_ascii=False)
    # Fonts of the machine are left aside: the bytes must not depend on where the worker runs.
    return typst.compile(
        str(LAYOUT), format="pdf", ignore_system_fonts=True, sys_inputs={"data": data}, pdf_standards=["ua-1"]
    )


def content_of(figures: Figures) -> dict:
    """Every sentence, number and bar of the document, as plain values."""
    return {
        "title": figures.title,
        "subtitle": _("Rapport du %(day)s") % {"day": dateformat.format(figures.made_at, "j F Y")},
        "demonstration": figures.demonstration,
        "facts": [
            [_("Territoire"), territory_of(figures)],
            [_("Organisateur"), figures.organiser],
            [_("Décide ensuite"), figures.deciding_body or "—"],
            *([[_("Enveloppe"), euros(figures.envelope_cents)]] if figures.envelope_cents else []),
        ],
        "counts": [[f"{line.value:,}".replace(",", "\u202f"), line.label] for line in figures.counts],
        "phases": {
            "title": _("Calendrier"),
            "heads": [_("Phase"), _("Ouvre le"), _("Ferme le")],
            "rows": figures.phases,
        },
        "charts": [
            chart(_("Idées par état"), figures.by_status),
            chart(_("Idées par thème"), figures.by_theme),
            chart(_("Idées par commune"), figures.by_area),
        ],
        "results": [result_of_vote(result) for result in figures.results],
        "waiting": "" if figures.results else _("Aucun résultat de vote n’est publié à cette date."),
        "ideas": {
            "title": _("Les idées"),
            "heads": [_("N°"), _("Idée"), _("État"), _("Soutiens"), _("Coût")],
            "rows": [
                [
                    str(one.number),
                    one.title,
                    one.status,
                    str(one.supports),
                    euros(one.cost_cents) if one.cost_cents else "—",
                ]
                for one in figures.ideas
            ],
        },
    }


def thousands(number: int) -> str:
    """Write a number with narrow spaces."""
    return f"{number:,}".replace(",", NARROW_SPACE)


def price(cents: int | None) -> str:
    """Write a cost, or that it is not known."""
    return euros(cents) if cents else "—"


def territory_of(figures: Figures) -> str:
    """Name the territory with its population and the year of that number."""
    if figures.population is None:
        return figures.territory
    number, year = figures.population
    people = thousands(number)
    return _("%(name)s, %(people)s habitants (%(year)s)") % {
        "name": figures.territory,
        "people": people,
        "year": year or "—",
    }


def chart(title: str, lines: list[Line]) -> dict:
    """Bars, and the sentence that says them to who does not see them."""
    said = ", ".join(f"{line.label} {line.value}" for line in lines)
    most = max((line.value for line in lines), default=1)
    return {
        "title": title,
        "alt": f"{title} : {said}.",
        "rows": [[line.label, line.value, line.value / most] for line in lines],
    }


def result_of_vote(result: Result) -> dict:
    """A vote: who voted, what each project got and why it won or not."""
    most = max((one.votes for one in result.projects), default=1) or 1
    voters = [
        [_("Votants"), result.voters],
        [_("Blancs"), result.blank],
        [_("Nuls"), result.void],
        [_("Exprimés"), result.valid],
    ]
    return {
        "title": str(result.poll.question),
        "rule": result.rule,
        "root": _root(result.poll),
        "voters": [[label, "—" if number is None else str(number)] for label, number in voters],
        "conclusion": result.conclusion,
        "heads": [_("Projet"), _("Coût"), _("Voix"), _("Issue")],
        "alt": _("Voix par projet : %(rows)s.")
        % {"rows": ", ".join(f"{one.title} {one.votes}" for one in result.projects)},
        "rows": [
            [one.title, result.money(one.cost), one.votes, one.votes / most, one.reason, one.won]
            for one in sorted(result.projects, key=lambda one: -one.votes)
        ],
        "left": _("Reste %(left)s sur %(envelope)s.")
        % {"left": result.money(result.left), "envelope": result.money(result.envelope)},
        "reserve": "" if result.decision else _("Sous réserve du vote de l’assemblée qui décide."),
    }


def _root(poll: Poll) -> str:
    """Under which hash the vote can be recounted, once its bundle is built."""
    root = Bundle.objects.filter(poll=poll).values_list("root", flat=True).first()
    return _("Empreinte du dossier de vérification (SHA-256) : %(root)s.") % {"root": root} if root else ""
