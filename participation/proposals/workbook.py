"""Study sheets as a spreadsheet: out with what is known, back in with the fate of each row told beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from crois_sens.kernel.money import cents, euros
from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.text import fold
from participation.proposals.judgements import Opinion, Study, Vat

MOST_ROWS = 5_000
MOST_BYTES = 5 * 1024 * 1024


class NotAWorkbook(Refusal):
    code = "not_a_workbook"
    message = gettext_lazy("Ce fichier n’est pas un classeur XLSX exporté d’ici.")


#: Heading of each column, in their order; the first four and the last tell which sheet a row is about.
COLUMNS = {
    "reference": gettext_lazy("Référence (ne pas modifier)"),
    "number": gettext_lazy("N°"),
    "title": gettext_lazy("Titre"),
    "announced": gettext_lazy("Coût annoncé (€)"),
    "cost_cents": gettext_lazy("Coût TTC (€)"),
    "vat": gettext_lazy("TVA (%)"),
    "yearly_cents": gettext_lazy("Fonctionnement par an (€)"),
    "land": gettext_lazy("Foncier"),
    "delay_months": gettext_lazy("Délai (mois)"),
    "opinion": gettext_lazy("Avis"),
    "text": gettext_lazy("Analyse"),
    "revision": gettext_lazy("Version de la fiche (ne pas modifier)"),
}
FILLED_IN = ("cost_cents", "vat", "yearly_cents", "land", "delay_months", "opinion", "text")
WIDTHS = {"reference": 12, "title": 40, "land": 30, "text": 60}


def workbook_of(studies: Iterable[Study]) -> bytes:
    """Write the sheets as an XLSX file; texts are texts, so that no cell runs as a formula."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_("Études"))
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    page.freeze_panes(1, 3)
    for column, (name, heading) in enumerate(COLUMNS.items()):
        page.write_string(0, column, str(heading), bold)
        page.set_column(column, column, WIDTHS.get(name, 16))
    for line, study in enumerate(studies, start=1):
        for column, value in enumerate(_cells(study)):
            if isinstance(value, str):
                page.write_string(line, column, value)
            elif value is not None:
                page.write_number(line, column, value, money if isinstance(value, float) else None)
    book.close()
    return written.getvalue()


def _cells(study: Study) -> list[str | int | float | None]:
    idea = study.proposal
    return [
        str(idea.public_id),
        idea.number,
        idea.title,
        None if idea.cost_cents is None else idea.cost_cents / 100,
        None if study.cost_cents is None else study.cost_cents / 100,
        study.vat / 10,
        None if study.yearly_cents is None else study.yearly_cents / 100,
        study.land,
        study.delay_months,
        str(study.get_opinion_display()),
        study.text,
        study.revision,
    ]


@dataclass
class Fate:
    """What becomes of one row of a workbook: it changes a sheet, changes nothing, or is refused and why."""

    line: int
    number: int | None = None
    title: str = ""
    study: Study | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """``refused``, ``changed`` or ``same``."""
        if self.problems:
            return "refused"
        return "changed" if self.fields else "same"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Heading, before and after of each cell that changes, as people read them."""
        return [
            (str(COLUMNS[name]), shown(name, getattr(self.study, name)), shown(name, value))
            for name, value in self.fields.items()
        ]


def shown(name: str, value: Any) -> str:
    """Write the value of a sheet as people read it."""
    if value is None or value == "":
        return "–"
    if name in ("cost_cents", "yearly_cents"):
        return euros(value)
    if name == "vat":
        return str(Vat(value).label)
    return str(Opinion(value).label) if name == "opinion" else str(value)


def read_workbook(upload) -> list[tuple[int, dict[str, Any]]]:
    """Read the rows of a workbook as ``(line, {column: value})``.

    :raises NotAWorkbook: when it is something else, too big, or has lost its headings.
    """
    if upload.size > MOST_BYTES:
        raise NotAWorkbook(_("Ce classeur dépasse 5 Mo."))
    try:
        book = load_workbook(upload, read_only=True, data_only=True)
        lines = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=len(COLUMNS) + 20)
        headings = [fold(str(cell or "")) for cell in next(lines, ())]
        places = {name: headings.index(fold(str(heading))) for name, heading in COLUMNS.items()}
        rows = [(line, {name: cells[place] for name, place in places.items()}) for line, cells in enumerate(lines, 2)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, EOFError) as error:
        raise NotAWorkbook from error
    return [(line, cells) for line, cells in rows if any(value not in (None, "") for value in cells.values())]


def plan(rows: list[tuple[int, dict[str, Any]]], studies: Iterable[Study]) -> list[Fate]:
    """Tell the fate of each row before anything is written.

    :param studies: the sheets this account may write; every other row is refused as unknown.
    """
    known = {str(study.proposal.public_id): study for study in studies}
    seen: set[str] = set()
    return [_fate(line, cells, known, seen) for line, cells in rows]


def _fate(line: int, cells: dict[str, Any], known: dict[str, Study], seen: set[str]) -> Fate:
    reference = str(cells["reference"] or "").strip()
    fate = Fate(line, title=str(cells["title"] or ""), study=known.get(reference))
    if fate.study is None:
        fate.problems.append(_("Aucune fiche à votre charge ne porte cette référence."))
        return fate
    fate.number, fate.title = fate.study.proposal.number, fate.study.proposal.title
    if reference in seen:
        fate.problems.append(_("Cette fiche figure déjà plus haut dans le classeur."))
    seen.add(reference)
    if fate.study.concluded_at is not None or fate.study.proposal.status != "in_study":
        fate.problems.append(_("L’étude est conclue : la fiche ne change plus."))
    if _whole(cells["revision"]) != fate.study.revision:
        fate.problems.append(_("La fiche a été modifiée depuis cet export : exportez-la de nouveau."))
    for name in FILLED_IN:
        try:
            value = READERS[name](cells[name])
        except ValueError as error:
            fate.problems.append(f"{COLUMNS[name]} : {error}")
        else:
            if value != getattr(fate.study, name):
                fate.fields[name] = value
    return fate


def _money(value: Any) -> int | None:
    if value in (None, ""):
        return None
    try:
        # A spreadsheet keeps numbers as floats: the nearest cent is what was typed.
        amount = round(value * 100) if isinstance(value, int | float) else cents(str(value))
    except (ValueError, OverflowError) as error:
        raise ValueError(_("« %(value)s » n’est pas un montant en euros.") % {"value": value}) from error
    if not 0 <= amount < 10**15:
        raise ValueError(_("« %(value)s » n’est pas un montant possible.") % {"value": value})
    return amount


def _rate(value: Any) -> int:
    written = str(value if value is not None else "").replace("%", "").replace(",", ".").strip()
    try:
        return int(Vat(round(float(written) * 10)))
    except (ValueError, OverflowError) as error:
        rates = ", ".join(str(label) for label in Vat.labels)
        raise ValueError(
            _("« %(value)s » n’est pas un taux : %(rates)s.") % {"value": value, "rates": rates}
        ) from error


def _months(value: Any) -> int | None:
    if value in (None, ""):
        return None
    months = _whole(value)
    if months is None or not 0 <= months <= 240:
        raise ValueError(_("« %(value)s » n’est pas un nombre de mois entre 0 et 240.") % {"value": value})
    return months


def _whole(value: Any) -> int | None:
    try:
        number = float(str(value))
        return int(number) if number == int(number) else None
    except (ValueError, OverflowError):
        return None


def _opinion(value: Any) -> str:
    written = fold(str(value or ""))
    found = {fold(str(label)): name for name, label in Opinion.choices} | {"": ""}
    if written not in found:
        labels = ", ".join(str(label) for label in Opinion.labels)
        raise ValueError(_("« %(value)s » n’est pas un avis : %(labels)s.") % {"value": value, "labels": labels})
    return str(found[written])


def _words(most: int):
    def read(value: Any) -> str:
        text = str(value if value is not None else "").replace("\x00", "").strip()
        if len(text) > most:
            raise ValueError(_("le texte dépasse %(most)s caractères.") % {"most": most})
        return text

    return read


READERS = {
    "cost_cents": _money,
    "vat": _rate,
    "yearly_cents": _money,
    "land": _words(240),
    "delay_months": _months,
    "opinion": _opinion,
    "text": _words(20_000),
}
