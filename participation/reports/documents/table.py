"""The figures of a report as a workbook and as plain text."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from participation.ballots.result_tables import TURNOUT_FIELDS, turnout_rows
from participation.reports.figures import Figures
from territories.instance.renderers import cell

Row = list


def sheets(figures: Figures) -> Iterator[tuple[str, list[str], list[Row]]]:
    """The tables of a report: name, heads, rows. Amounts are in euros, the form that spreadsheets add up."""
    facts = [
        [_("consultation"), figures.title],
        [_("territoire"), figures.territory],
        [_("organisateur"), figures.organiser],
        [_("décide ensuite"), figures.deciding_body],
        [_("rapport du"), figures.made_at.isoformat()],
        *([[_("mention"), figures.demonstration]] if figures.demonstration else []),
        *[[line.label, line.value] for line in figures.counts],
    ]
    yield _("Ensemble"), [_("fait"), _("valeur")], facts
    yield _("Calendrier"), [_("phase"), _("ouvre le"), _("ferme le")], [list(phase) for phase in figures.phases]
    heads = [_("numéro"), _("idée"), _("état"), _("thème"), _("commune"), _("soutiens"), _("coût en euros")]
    ideas = [
        [one.number, one.title, one.status, one.theme, one.area, one.supports, euros_of(one.cost_cents)]
        for one in figures.ideas
    ]
    yield _("Idées"), heads, ideas
    weeks = [[week.monday.isoformat(), week.ideas, week.supports] for week in figures.weeks]
    yield _("Semaines"), [_("lundi"), _("idées"), _("soutiens")], weeks
    for number, vote in enumerate(figures.votes, start=1):
        yield _("Résultat %(n)d") % {"n": number}, *result_table(vote.result)
        heads = [field.name for field in TURNOUT_FIELDS]
        yield _("Participation %(n)d") % {"n": number}, heads, list(turnout_rows(vote.result, vote.turnout))
    if figures.built:
        heads = [_("projet"), _("état"), _("voté en euros"), _("dépensé en euros")]
        yield (
            _("Réalisations"),
            heads,
            [
                [one.title, one.get_status_display(), euros_of(one.voted_cents), euros_of(one.spent_cents)]
                for one in figures.built
            ],
        )


def result_table(result) -> tuple[list[str], list[Row]]:
    """The projects of a vote with their votes by channel and what became of them."""
    channels = [(one.channel, one.label) for one in result.channels]
    heads = [_("numéro"), _("projet"), _("coût en euros"), *[label for _name, label in channels], _("voix"), _("issue")]
    rows = [
        [
            one.no,
            one.title,
            "" if one.cost is None else Decimal(one.cost) / result.poll.unit,
            *[one.by_channel.get(name, "") for name, _label in channels],
            one.votes,
            one.reason,
        ]
        for one in result.projects
    ]
    return heads, rows


def euros_of(cents: int | None) -> Decimal | str:
    """Cents as euros for a spreadsheet, exactly."""
    return "" if cents is None else Decimal(cents) / 100


def widths(heads: list[str], rows: list[Row]) -> list[int]:
    """How wide each column is, so that most of it can be read without pulling."""
    columns = zip(heads, *(map(str, row) for row in rows), strict=True)
    return [min(60, max(10, *(len(cell) + 2 for cell in column))) for column in columns]


def write_xlsx(figures: Figures) -> bytes:
    """Write the workbook, row by row, in constant memory."""
    content = io.BytesIO()
    # Strings stay strings: a title that begins with = must not become a formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, heads, rows in sheets(figures):
            sheet = book.add_worksheet(name[:31])
            for column, width in enumerate(widths(heads, rows)):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.write_row(0, 0, heads, bold)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def write_csv(figures: Figures) -> bytes:
    """Write every table below the other, each with its name and heads, for programs that read text."""
    content = io.StringIO()
    writer = csv.writer(content, delimiter=";")
    for name, heads, rows in sheets(figures):
        writer.writerow([f"# {name}"])
        writer.writerow(heads)
        writer.writerows([cell(value) for value in row] for row in rows)
        writer.writerow([])
    return content.getvalue().encode("utf-8-sig")
