"""The figures of a report as a workbook and as plain text."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _

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
    for number, result in enumerate(figures.results, start=1):
        yield _("Résultat %(n)d") % {"n": number}, *result_table(result)


def result_table(result) -> tuple[list[str], list[Row]]:
    """The projects of a vote with their votes by channel and what became of them."""
    channels = [(one.channel, one.label) for one in result.channels]
    heads = [_("numéro"), _("projet"), _("coût en euros"), *[label for _name, label in channels], _("voix"), _("issue")]
    rows = [
        [
            one.no,
            one.title,
            one.cost / result.poll.unit,
            *[one.by_channel.get(name, "") for name, _label in channels],
            one.votes,
            one.reason,
        ]
        for one in result.projects
    ]
    return heads, rows


def euros_of(cents: int | None) -> float | str:
    """Cents as euros for a spreadsheet."""
    return "" if cents is None else cents / 100


def write_xlsx(figures: Figures) -> bytes:
    """Write the workbook, row by row, in constant memory."""
    content = io.BytesIO()
    # Strings stay strings: a title that begins with = must not become a formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, heads, rows in sheets(figures):
            sheet = book.add_worksheet(name[:31])
            sheet.set_column(0, len(heads), 18)
            sheet.freeze_panes(1, 0)
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
