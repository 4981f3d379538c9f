"""The figures of a report as a tagged PDF (PDF/UA-1: readable aloud), laid out by Typst."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.money import NARROW_SPACE, euros
from participation.ballots.charts import days_chart, spending_chart, votes_chart
from participation.ballots.headlines import headline
from participation.ballots.method_tables import best_first, figure_of, votes_decide
from participation.ballots.provenance import Provenance
from participation.ballots.results import Result
from participation.ballots.turnout import Turnout
from participation.reports.charts import lines_chart, weeks_chart
from participation.reports.figures import Figures, Vote
from territories.instance.charts import Chart
from territories.instance.documents import typeset
from territories.instance.templatetags.house import day, moment, number, percent

LAYOUT = Path(__file__).with_name("report.typ")
UNKNOWN = "—"
#: What the council did with a project that the vote kept.
ADOPTED = {None: "", True: gettext_lazy("Adopté par le conseil."), False: gettext_lazy("Non suivi par le conseil.")}


def write_pdf(figures: Figures) -> bytes:
    """Write the document; the same figures give the same bytes.

    :raises typst.TypstError: when the layout is wrong, alternative texts included.
    """
    return typeset(LAYOUT, content_of(figures))


def content_of(figures: Figures) -> dict:
    """Every sentence, number and picture of the document, as plain values."""
    return {
        "title": figures.title,
        "foot": figures.title,
        "mark": figures.demonstration,
        "territory": territory_of(figures),
        "subtitle": _("Rapport du %(day)s") % {"day": day(figures.made_at)},
        "facts": [
            [_("Organisateur"), figures.organiser],
            [_("Décide ensuite"), figures.deciding_body or UNKNOWN],
            *([[_("Enveloppe"), euros(figures.envelope_cents)]] if figures.envelope_cents else []),
        ],
        "counts": [[number(line.value), line.label] for line in figures.counts],
        "phases": {
            "title": _("Calendrier"),
            "heads": [_("Phase"), _("Ouvre le"), _("Ferme le")],
            "rows": figures.phases,
        },
        "results": [result_of_vote(vote) for vote in figures.votes],
        "waiting": "" if figures.votes else _("Aucun résultat de vote n’est publié à cette date."),
        "built": built_of(figures),
        "charts-title": _("Les idées en chiffres"),
        "charts": [placed(chart) for chart in idea_charts(figures)],
        "ideas": {
            "title": _("Les idées"),
            "heads": [_("N°"), _("Idée"), _("État"), _("Soutiens"), _("Coût")],
            "rows": [
                [str(one.number), one.title, one.status, number(one.supports), price(one.cost_cents)]
                for one in figures.ideas
            ],
        },
    }


def idea_charts(figures: Figures) -> list[Chart]:
    """The pictures of the ideas; none of them when there is none."""
    if not figures.ideas:
        return []
    weeks = [
        weeks_chart("semaines-idees", _("Idées déposées, par semaine"), figures.weeks, "ideas"),
        weeks_chart("semaines-soutiens", _("Soutiens, par semaine"), figures.weeks, "supports"),
    ]
    return [
        *(chart for chart in weeks if chart),
        lines_chart("etats", _("Idées par état"), figures.by_status),
        lines_chart("themes", _("Idées par thème"), figures.by_theme),
        lines_chart("communes", _("Idées par commune"), figures.by_area),
    ]


def placed(chart: Chart) -> dict:
    """A picture as the layout takes it, with its words and its table."""
    return {
        "title": chart.title,
        "svg": chart.on_paper().decode(),
        "alt": f"{chart.title}. {chart.description}",
        "heads": list(chart.heads),
        "rows": [list(row) for row in chart.rows],
    }


def price(cents: int | None) -> str:
    """Write a cost, or that it is not known."""
    return euros(cents) if cents else UNKNOWN


def territory_of(figures: Figures) -> str:
    """Name the territory with its population and the year of that number."""
    if figures.population is None:
        return figures.territory
    people, year = figures.population
    return _("%(name)s, %(people)s habitants (INSEE %(year)s)") % {
        "name": figures.territory,
        "people": f"{people:,}".replace(",", NARROW_SPACE),
        "year": year or UNKNOWN,
    }


def result_of_vote(vote: Vote) -> dict:
    """A vote: who voted, what each project got and why it won or not, and where the numbers come from."""
    result, turnout = vote.result, vote.turnout
    money = result.poll.has_money
    channels = result.channels if votes_decide(result.poll) else ()
    days = days_chart(result, turnout)
    return {
        "title": str(result.poll.question),
        "rule": result.rule,
        "conclusion": result.conclusion if money else headline(result),
        "reserve": "" if result.decision else _("Sous réserve du vote du conseil."),
        "figures": [
            [UNKNOWN if result.voters is None else number(result.voters), _("votants")],
            *(_money_figures(result) if money else [[number(result.blank), _("blancs")]]),
        ],
        "population": people_of(result, turnout),
        "chart": placed(votes_chart(result)),
        "heads": [
            _("N°"),
            *([_("Projet"), _("Coût")] if money else [_("Réponse")]),
            *(one.label for one in channels),
            _("Voix") if votes_decide(result.poll) else _("A reçu"),
            _("Issue"),
        ],
        "rows": [
            [
                str(one.no),
                one.title,
                *([result.money(one.cost)] if money else []),
                *(number(one.by_channel[channel.channel]) for channel in channels),
                number(one.votes) if votes_decide(result.poll) else figure_of(result, one),
                f"{one.reason} {ADOPTED[one.adopted]}".strip(),
            ]
            for one in best_first(result)
        ],
        "kept": [place for place, one in enumerate(best_first(result)) if one.won],
        "channels": {
            "heads": [_("Voie ou lieu"), _("Votants"), _("Exprimés"), _("Blancs"), _("Nuls")],
            "rows": channel_rows(result, turnout),
        },
        "set-aside": [[number(one.number), one.motive] for one in turnout.set_aside],
        "set-aside-title": _("Votes écartés"),
        "days": [placed(days)] if days else [],
        "origin-title": _("D’où vient ce résultat, comment le citer et le recompter"),
        "origin": origin_of(result, vote.provenance),
    }


def _money_figures(result: Result) -> list[list[str]]:
    return [
        [number(len(result.winners)), _("projets retenus")],
        [result.money(result.spent), _("attribués sur %(all)s") % {"all": result.money(result.envelope)}],
        [result.money(result.left), _("restent")],
    ]


def channel_rows(result: Result, turnout: Turnout) -> list[list[str]]:
    """Ballots by channel, by place, and in all."""
    lines = [(one.label, one) for one in result.channels]
    lines += [(" + ".join(one.names), one) for one in turnout.places] if result.channels else []
    lines.append((_("Ensemble"), result))
    return [
        [name, *(UNKNOWN if value is None else number(value) for value in (one.voters, one.valid, one.blank, one.void))]
        for name, one in lines
    ]


def people_of(result: Result, turnout: Turnout) -> str:
    """Say the voters as a share of those on the list, else of the one population that is known, with its year."""
    people = turnout.population
    if result.voters is None:
        return ""
    if turnout.electorate:
        share, listed = percent(result.voters, turnout.electorate), number(turnout.electorate)
        said = _("%(voters)s votants pour %(listed)s personnes inscrites : %(share)s de participation.")
        return said % {"voters": number(result.voters), "listed": listed, "share": share}
    if people is None:
        return ""
    return _(
        "%(voters)s votants, soit %(share)s des %(people)s habitants (INSEE %(year)s) : pas un taux de participation."
    ) % {
        "voters": number(result.voters),
        "share": percent(result.voters, people.number),
        "people": number(people.number),
        "year": people.year,
    }


def origin_of(result: Result, found: Provenance) -> list[list[str]]:
    """Under which rules a vote was held, who took each step, how to cite it, and how to recount it."""
    zone, book = result.poll.consultation.time_zone, found.rulebook
    rulebook = _("version %(n)s, publiée le %(day)s")
    rows = [[_("Règlement"), rulebook % {"n": book.version, "day": day(book.published_at, zone)}]] if book else []
    rows += [[one.label, f"{moment(one.at, zone)} · {one.role}"] for one in found.steps]
    if result.decision:
        dated = {"number": result.decision.number, "day": day(result.decision.decided_on)}
        rows.append([_("Délibération"), _("n° %(number)s du %(day)s") % dated])
    return [
        *rows,
        [_("Égalités"), " ; ".join(found.ties) or _("aucune n’a dû être départagée")],
        [_("Citer"), found.citation],
        [_("Recompter"), recount_of(found)],
    ]


def recount_of(found: Provenance) -> str:
    """Say under which hash the vote can be recounted, once its bundle is built."""
    if not found.root:
        return _("Le dossier de vérification n’était pas encore prêt à la date de ce rapport.")
    said = _("Le dossier de vérification est sur la page du résultat. Son empreinte (SHA-256) : %(root)s")
    return said % {"root": found.root}


def built_of(figures: Figures) -> dict:
    """What the winners became: voted against spent."""
    return {
        "title": _("Ce que sont devenus les projets"),
        "charts": [placed(spending_chart(figures.built))] if figures.built else [],
        "heads": [_("Projet"), _("État"), _("Voté"), _("Dépensé")],
        "rows": [
            [one.title, one.get_status_display(), euros(one.voted_cents or 0), euros(one.spent_cents)]
            for one in figures.built
        ],
    }
