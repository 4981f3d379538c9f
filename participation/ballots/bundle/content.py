"""All files of a bundle, and their one root hash: the hash of the list of their hashes."""

import csv
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

from django.conf import settings

from crois_sens.kernel import VERSION
from participation.ballots.bundle import tables
from participation.ballots.bundle.publicity import Publicity, publicity_of
from participation.ballots.bundle.texts import dictionary_rows, readme
from participation.ballots.log import has_log
from participation.ballots.minutes import minutes_pdf
from participation.ballots.models import Poll, Stamp, Tally
from participation.ballots.paper_state import aside_on_web
from participation.ballots.results import read_outcome
from participation.ballots.rules import canonical_json

FORMAT = "crois-sens/bundle/1"
RECOUNT = Path(__file__).resolve().parent.parent / "tools" / "recount.py"
#: Every bundle is packed with the same date, so that the same vote gives the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a bundle by name, the list of their hashes among them; and whether ballots are in it, and why."""

    files: dict[str, bytes]
    said: str

    @property
    def root(self) -> str:
        """The one hash that everything is under."""
        return sha256(self.files["SHA256SUMS"]).hexdigest()

    def zipped(self, folder: str) -> bytes:
        """Pack the files into one folder of a zip, always the same bytes."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in sorted(self.files):
                entry = zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.files[name])
        return packed.getvalue()


def content_of(poll: Poll) -> Content:
    """Gather the files of a published vote."""
    tally = Tally.objects.get(poll=poll, official=True)
    publicity = publicity_of(poll)
    files = {
        "dossier.json": canonical_json(_about(poll, tally, publicity)),
        "LISEZMOI.txt": readme(poll, publicity).encode(),
        "dictionnaire.csv": _dictionary(),
        "resultat.json": tally.result_json.encode(),
        "proces-verbal.pdf": minutes_pdf(poll),
        "recount.py": RECOUNT.read_bytes(),
        "emargement.csv": tables.roll_csv(poll),
        **_rules(poll),
    }
    counts = tables.counts_shown(poll)
    files["totaux.csv"] = tables.totals_csv(counts)
    if publicity.shown:
        files["bulletins.csv"] = tables.ballots_csv(poll)
        files["bulletins.pb"] = tables.ballots_pb(poll, counts, read_outcome(tally.result_json).winners)
    if other := Tally.objects.filter(poll=poll, official=False).first():
        files["autre-regle.json"] = other.result_json.encode()
    if has_log(poll):
        files["journal.csv"], files["tetes.json"] = tables.log_csv(poll), tables.heads_json(poll)
    if stamp := Stamp.objects.filter(poll=poll, stamped_at__isnull=False).first():
        files["horodatage.json"], files["horodatage.tsr"] = stamp.statement.encode(), bytes(stamp.token)
    if poll.record_file is not None:
        files["proces-verbal-signe.pdf"] = poll.record_file.file.read()
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return Content({**files, "SHA256SUMS": sums.encode()}, publicity.sentence)


def _about(poll: Poll, tally: Tally, publicity: Publicity) -> dict:
    """What the bundle is of."""
    return {
        "format": FORMAT,
        "poll": poll.slug,
        "platform": f"Crois/Sens {VERSION}",
        "demonstration": settings.DEMONSTRATION,
        "origin": poll.origin,
        "ballots": "published" if publicity.shown else "withheld",
        "ballots_said": publicity.sentence,
        "rule_sha256": poll.rule_sha256,
        "result_sha256": tally.result_sha256,
        "gap_reason": poll.gap_reason,
        "set_aside_on_web": aside_on_web(poll),
        "counted_at": poll.counted_at.isoformat(),
        "certified_at": poll.certified_at.isoformat(),
        "published_at": poll.published_at.isoformat(),
    }


def _rules(poll: Poll) -> dict[str, bytes]:
    versions = {f"regle-v{one.no}.json": one.rule_json.encode() for one in poll.versions.all()}
    return {"regle.json": poll.rule_json.encode(), **versions}


def _dictionary() -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([("fichier", "colonne", "sens"), *dictionary_rows()])
    return text.getvalue().encode()
