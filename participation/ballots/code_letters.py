"""Letters with a code: one page each, with a square to aim a phone at; and the same codes as a table for a printer.

They are made once, in the answer to who asked for them: codes are nowhere else.
"""

import csv
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from participation.ballots.keys import spaced_code
from participation.ballots.models import Poll
from participation.consultations.models import PhaseKind
from territories.instance.documents import qr_code, typeset
from territories.instance.renderers import demonstration_mark
from territories.instance.templatetags.house import deadline

LAYOUT = Path(__file__).with_name("code_letters.typ")
#: A letter: number and code.
Letter = tuple[int, str]


def letters_zip(poll: Poll, letters: Sequence[Letter], *, address: str) -> bytes:
    """Return a zip with the letters as a PDF and the codes as a CSV; ``address`` is the page where a code is typed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lettres.pdf", typeset(LAYOUT, letters_content(poll, letters, address=address)))
        archive.writestr("codes.csv", "\ufeff" + _codes_csv(letters, address))
    return packed.getvalue()


def letters_content(poll: Poll, letters: Sequence[Letter], *, address: str) -> dict:
    """Return every word of the letters, as plain values."""
    consultation = poll.consultation
    return {
        "title": _("Codes de vote : %(poll)s") % {"poll": poll.question},
        "foot": f"{consultation.organiser} · {consultation.title}",
        "mark": " ".join(demonstration_mark().values()),
        "organiser": str(consultation.organiser),
        "consultation": consultation.title,
        "question": str(poll.question),
        "greeting": _("Vous pouvez voter. Voici votre code : il vaut une voix, ne le donnez à personne."),
        "until": _until(poll),
        "how": _("Visez le carré avec un téléphone, ou ouvrez cette page et recopiez le code :"),
        "address": address,
        "alt": _("Le même code, pour un téléphone"),
        "once": [
            *([_("Pour voter sur papier, apportez cette lettre au lieu de vote.")] if poll.has_paper else []),
            _("Un code perdu se remplace à la mairie, tant qu’il n’a pas servi."),
        ],
        "letters": [
            {
                "number": _("Lettre n° %(number)s") % {"number": number},
                "code": spaced_code(code),
                "square": qr_code(_aimed(address, code)),
            }
            for number, code in letters
        ],
    }


def _until(poll: Poll) -> str:
    """Say until when one may vote; letters are printed before the seal, when only the phase of the vote tells."""
    calendar = poll if poll.closes_at else poll.consultation.phases.filter(kind=PhaseKind.VOTE).first()
    if calendar is None:
        return ""
    when = deadline(calendar.closes_at, poll.consultation.time_zone)
    return _("Vous pouvez voter jusqu’au %(when)s.") % {"when": when}


def _aimed(address: str, code: str) -> str:
    """The address in the square: the code stands after ``#``, which browsers keep for themselves."""
    return f"{address}#{code}"


def _codes_csv(letters: Sequence[Letter], address: str) -> str:
    table = StringIO()
    writer = csv.writer(table, delimiter=";")
    writer.writerow(["lettre", "code", "adresse"])
    writer.writerows((number, spaced_code(code), _aimed(address, code)) for number, code in letters)
    return table.getvalue()
