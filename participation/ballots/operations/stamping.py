"""The stamp of a count: owed by its tally where an authority is set, asked for by whichever worker comes first."""

import logging
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings

from participation.ballots.authority import stamped
from participation.ballots.log import last_head
from participation.ballots.models import MOST_STAMP_ATTEMPTS, Origin, Poll, Stamp, Tally
from participation.ballots.rules import canonical_json
from territories.instance.claims import claim_oldest, note_failure

logger = logging.getLogger(__name__)
FORMAT = "crois-sens/stamp/1"


def statement_of(poll: Poll, tally: Tally) -> dict[str, Any]:
    """What is stamped: the sealed rule, the last head of the log and the result, by their hashes."""
    head = last_head(poll)
    return {
        "format": FORMAT,
        "poll": poll.slug,
        "rule_sha256": poll.rule_sha256,
        "log": head and {"size": head.size, "root": head.root},
        "result_sha256": tally.result_sha256,
    }


def owe_stamp(*, poll: Poll, tally: Tally, at: datetime) -> None:
    """Write down that a stamp is owed for a count held here; without an authority none is."""
    if settings.TSA_URL and poll.origin == Origin.HERE:
        statement = canonical_json(statement_of(poll, tally)).decode()
        owed = {"consultation_id": poll.consultation_id, "statement": statement, "asked_at": at}
        Stamp.objects.get_or_create(poll=poll, defaults=owed)


def stamp_next_count(*, at: datetime) -> Stamp | None:
    """Take one stamp that waits and ask for it; returns it, or nothing when none waits."""
    stamp = claim_oldest(Stamp.objects.waiting(), at=at)
    if stamp is None:
        return None
    try:
        dated = stamped(stamp.statement.encode(), url=settings.TSA_URL, roots=_roots())
    except Exception as error:
        # Whatever an authority answers must be seen on the row; a count stands without its stamp.
        logger.warning("stamp of poll %s failed: %s", stamp.poll_id, error)
        # It stays claimed: an authority that did not answer is not asked again before that time is over.
        note_failure(stamp, error, at=at, most=MOST_STAMP_ATTEMPTS)
    else:
        stamp.stamped_at, stamp.token, stamp.error = dated.at, dated.token, ""
        stamp.authority = urlsplit(settings.TSA_URL).hostname
        stamp.save()
    return stamp


def _roots() -> list[x509.Certificate]:
    """The certificates that the authority must descend from: those that the installation trusts, and no others."""
    return x509.load_pem_x509_certificates(Path(settings.TSA_ROOT).read_bytes())
