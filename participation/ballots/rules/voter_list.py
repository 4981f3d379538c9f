"""Reading a list of voters: of each row its number and date of birth, and what becomes of it; names are not kept."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import StringIO

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.text import sort_key

#: How towns name the columns that are read; folded, without accents or signs.
NUMBER = ("numero", "n", "no", "numero d ordre", "ligne", "numero de liste")
BORN = ("date de naissance", "naissance", "date naissance", "ne e le", "nee le")
#: Columns by which a person written twice is found in the file; read, compared and forgotten.
NAMES = ("nom", "nom de naissance", "prenom", "prenoms")
#: Highest number of a line: nobody has more people on a list, and a desk can type it.
HIGHEST = 10_000_000
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


class UnreadableList(Refusal):
    code = "unreadable_list"
    message = "Ce fichier ne se lit pas : %(problem)s"


class RowFate(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    NO_NUMBER = "no_number"
    NUMBER_TWICE = "number_twice"
    NO_DATE = "no_date"
    WRITTEN_TWICE = "written_twice"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its place, what was read and its fate; ``other`` is the row it repeats."""

    row: int
    fate: RowFate
    number: int | None = None
    born: date | None = None
    other: int | None = None


def decode(data: bytes) -> str:
    """Read the bytes of a file as spreadsheets write them here: UTF-8, or Windows' own.

    :raises UnreadableList: when the file is no text.
    """
    if b"\0" in data:
        raise UnreadableList(problem="enregistrez le tableau au format CSV.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_list(text: str) -> list[Line]:
    """Return the fate of every row, in the order of the file; the first row names the columns.

    >>> [line.fate.value for line in read_list("numéro;naissance\\n1;01/02/1980\\n1;03/04/1990\\n2;31/02/1999")]
    ['taken', 'number_twice', 'no_date']

    :raises UnreadableList: without a column for the number and one for the date of birth.
    """
    rows = csv.reader(StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    head = [sort_key(name) for name in next(rows, [])]
    number_at, born_at = _column(head, NUMBER, "numéro"), _column(head, BORN, "date de naissance")
    names_at = [place for place, name in enumerate(head) if name in NAMES]
    return list(_judged(rows, number_at, born_at, names_at))


def _column(head: list[str], names: tuple[str, ...], wanted: str) -> int:
    for place, name in enumerate(head):
        if name in names:
            return place
    raise UnreadableList(problem=f"il manque une colonne « {wanted} » à la première ligne.")


def _judged(rows: Iterable[list[str]], number_at: int, born_at: int, names_at: list[int]):
    numbers: dict[int, int] = {}
    people: dict[tuple, int] = {}
    for row, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        number, born = _number(_cell(cells, number_at)), _date(_cell(cells, born_at))
        named = tuple(sort_key(_cell(cells, place)) for place in names_at)
        person = (*named, born) if any(named) and born else None
        if number is None:
            yield Line(row, RowFate.NO_NUMBER)
        elif number in numbers:
            yield Line(row, RowFate.NUMBER_TWICE, number, other=numbers[number])
        elif born is None:
            yield Line(row, RowFate.NO_DATE, number)
        elif person in people:
            yield Line(row, RowFate.WRITTEN_TWICE, number, other=people[person])
        else:
            numbers[number] = row
            if person is not None:
                people[person] = row
            yield Line(row, RowFate.TAKEN, number, born)


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _number(written: str) -> int | None:
    return int(written) if re.fullmatch(r"[1-9][0-9]{0,7}", written) and int(written) <= HIGHEST else None


def _date(written: str) -> date | None:
    for form in DATES:
        try:
            born = datetime.strptime(written, form).date()
        except ValueError:
            continue
        return born if born.year >= 1900 else None
    return None
