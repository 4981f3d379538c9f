"""The bundle of a published vote: owed by its publication, built once by whichever worker comes first."""

import logging
from datetime import datetime

from django.db import transaction

from participation.ballots.bundle.content import content_of
from participation.ballots.models import MOST_ATTEMPTS, Bundle, Poll
from territories.instance.claims import claim_oldest, note_failure
from territories.instance.files import keep_made
from territories.instance.models import Visibility

logger = logging.getLogger(__name__)


def owe_bundle(*, poll: Poll, at: datetime) -> None:
    """Write down that a bundle is owed, in the transaction that publishes the result."""
    Bundle.objects.get_or_create(poll=poll, defaults={"consultation_id": poll.consultation_id, "asked_at": at})


def build_next_bundle(*, at: datetime) -> Bundle | None:
    """Take one bundle that waits and build it; returns it, or nothing when none waits."""
    bundle = claim_oldest(Bundle.objects.waiting(), at=at)
    if bundle is None:
        return None
    try:
        build_bundle(bundle, at=at)
    except Exception as error:
        # Whatever breaks must be seen on the row: a job that dies silently leaves a page that waits for ever.
        logger.exception("bundle of poll %s failed", bundle.poll_id)
        note_failure(bundle, error, at=at, most=MOST_ATTEMPTS, claimed_at=None)
    return bundle


def build_bundle(bundle: Bundle, *, at: datetime) -> None:
    """Gather, pack and keep the files; the root hash goes on the row."""
    rows = Poll.objects.select_related("consultation__area", "consultation__organiser", "record_file")
    poll = rows.get(pk=bundle.poll_id)
    content = content_of(poll)
    name = f"{poll.slug}-dossier"
    with transaction.atomic():
        bundle.zip = keep_made(
            content.zipped(name),
            name=f"{name}.zip",
            content_type="application/zip",
            at=at,
            visibility=Visibility.PUBLIC,
            area=poll.consultation.area,
        )
        bundle.root, bundle.said, bundle.finished_at, bundle.error = content.root, content.said, at, ""
        bundle.save()
