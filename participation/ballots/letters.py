"""Letters with a code: one page each, with a square to aim a phone at; and the same codes as a table for a printer.

They are made once, in the answer to who asked for them: codes are nowhere else.
"""

import csv
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO

import segno
import typst
from django.utils.translation import gettext as _

from participation.ballots.keys import spaced_code
from participation.ballots.models import Poll
from territories.instance.renderers import demonstration_mark

#: A letter: number and code.
Letter = tuple[int, str]

PAGE = """
#set document(title: {title}, date: none)
#set page(paper: "a4", margin: 2.5cm)
#set text(lang: "fr", size: 11pt)
"""
LETTER = """
#text(size: 9pt)[#{number}]
#v(6cm)
= #{question}
#{consultation} #strong({mark})

#{greeting}

#align(center)[#box(stroke: 1pt, inset: 14pt)[#text(size: 22pt, font: "DejaVu Sans Mono")[#{code}]]]

#align(center)[#image(bytes({square}), format: "svg", width: 4.2cm, alt: {alt})]

#{how}

#{address}

#{once}
"""


def letters_zip(poll: Poll, letters: Sequence[Letter], *, address: str) -> bytes:
    """Return a zip with the letters as a PDF and the codes as a CSV; ``address`` is the page where a code is typed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lettres.pdf", letters_pdf(poll, letters, address=address))
        archive.writestr("codes.csv", "\ufeff" + _codes_csv(letters, address))
    return packed.getvalue()


def letters_pdf(poll: Poll, letters: Sequence[Letter], *, address: str) -> bytes:
    """Return the letters, a page each."""
    pages = "\n#pagebreak()\n".join(_letter(poll, letter, address) for letter in letters)
    source = PAGE.format(title=_text(_("Codes de vote : %(poll)s") % {"poll": poll.question})) + pages
    return typst.compile(source.encode(), format="pdf")


def _letter(poll: Poll, letter: Letter, address: str) -> str:
    number, code = letter
    said = {
        "number": _("Lettre n° %(number)s") % {"number": number},
        "question": poll.question,
        "consultation": poll.consultation.title,
        "mark": " ".join(demonstration_mark().values()),
        "greeting": _("Vous pouvez voter. Voici votre code : il vaut une voix, ne le donnez à personne."),
        "code": spaced_code(code),
        "square": _square(_aimed(address, code)),
        "alt": _("Le même code, pour un téléphone"),
        "how": _("Visez le carré avec un téléphone, ou ouvrez cette page et recopiez le code :"),
        "address": address,
        "once": _(
            "Pour voter sur papier, apportez cette lettre au lieu de vote. Un code perdu se remplace à la mairie, tant "
            "qu’il n’a pas servi."
        ),
    }
    return LETTER.format(**{name: _text(value) for name, value in said.items()})


def _aimed(address: str, code: str) -> str:
    """The address in the square: the code stands after ``#``, which browsers keep for themselves."""
    return f"{address}#{code}"


def _square(address: str) -> str:
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=2)
    return drawn.getvalue().decode()


def _codes_csv(letters: Sequence[Letter], address: str) -> str:
    table = StringIO()
    writer = csv.writer(table, delimiter=";")
    writer.writerow(["lettre", "code", "adresse"])
    writer.writerows((number, spaced_code(code), _aimed(address, code)) for number, code in letters)
    return table.getvalue()


def _text(value: object) -> str:
    """Write any text as a typst string: nothing that people typed is read as markup."""
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
