"""The end of a vote: close, reconcile, count, destroy the link. Each is done once, whoever asks how often.

Closing is not counting: paper is entered after the close. Counting fixes the set of ballots for good; the tally is a
pure job on that set (see ``tallying``), and the rewriting of the tables follows its commit.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.contract import contract_for
from participation.ballots.life import GRACE
from participation.ballots.locks import keep_voters_out
from participation.ballots.models import Basket, Channel, ChannelCount, Counted, Envelope, Leaf, Poll, Receipts
from participation.ballots.operations.noting import note_voters_of
from participation.ballots.operations.sealing import NotSealed
from participation.ballots.operations.sequencing import sequence_log
from participation.ballots.operations.suspension import refuse_if_suspended
from participation.ballots.paper_state import PaperState, paper_state
from participation.ballots.registries import before_reconciling
from territories.instance.acts import record


class StillOpen(Refusal):
    code = "still_open"
    message = _(
        "Le vote n’est pas terminé : sa clôture est au calendrier, et les votes reçus à temps ont encore une minute "
        "pour s’enregistrer."
    )


class NotClosed(Refusal):
    code = "not_closed"
    message = _("Le vote n’est pas encore clos.")


class SheetsMissing(Refusal):
    code = "sheets_missing"
    message = _("Il manque la feuille de : %(urns)s. Elle est saisie deux fois, par des personnes différentes.")


class DuplicatesLeft(Refusal):
    code = "duplicates_left"
    message = _("%(number)s personnes figurent sur les deux listes : réglez-les d’abord, comme dit le règlement.")


class GapsUnexplained(Refusal):
    code = "gaps_unexplained"
    message = _("Émargements et bulletins ne correspondent pas : %(gaps)s. Écrivez-en la raison pour continuer.")


class NotReconciled(Refusal):
    code = "not_reconciled"
    message = _("Le dépouillement attend le rapprochement des listes et des feuilles.")


@transaction.atomic
def close_poll(*, poll: Poll, at: datetime, by=None) -> bool:
    """Take no more votes on the web; returns whether this call did it.

    :raises StillOpen: before the hour of the calendar and its grace; the demonstration may move time forward.
    """
    keep_voters_out(poll.pk)
    poll = _locked(poll)
    if poll.sealed_at is None:
        raise NotSealed
    if poll.closed_at is not None:
        return False
    refuse_if_suspended(poll)
    if at < poll.closes_at + GRACE and not settings.DEMONSTRATION:
        raise StillOpen
    poll.closed_at = at
    poll.save(update_fields=["closed_at", "updated_at"])
    note_voters_of([poll.pk], at=min(at, poll.closes_at - timedelta(microseconds=1)))
    record(verb="poll.closed", subject=poll, area=poll.consultation.area, by=by, at=at)
    return True


@transaction.atomic
def reconcile_poll(*, poll: Poll, at: datetime, by=None, gap_reason: str = "") -> bool:
    """Settle that rolls and ballots go together, or why they do not; returns whether this call did it.

    :raises NotClosed, SheetsMissing, DuplicatesLeft: while something is still expected, here or by another concept.
    :raises GapsUnexplained: when numbers differ and nobody wrote why.
    """
    keep_voters_out(poll.pk)
    poll = _locked(poll)
    if poll.closed_at is None:
        raise NotClosed
    if poll.reconciled_at is not None:
        return False
    refuse_if_suspended(poll)
    for _name, settle in before_reconciling:
        settle(poll=poll, at=at)
    state = paper_state(poll)
    _require_complete(state)
    if state.gaps and not gap_reason.strip():
        told = ", ".join(f"{gap.place} ({gap.on_roll} émargements, {gap.ballots} bulletins)" for gap in state.gaps)
        raise GapsUnexplained(gaps=told)
    poll.reconciled_at = at
    poll.gap_reason = gap_reason.strip()
    poll.save(update_fields=["reconciled_at", "gap_reason", "updated_at"])
    gaps = [[gap.place, gap.on_roll, gap.ballots] for gap in state.gaps]
    area = poll.consultation.area
    record(verb="poll.reconciled", subject=poll, area=area, by=by, at=at, after={"gaps": gaps}, reason=poll.gap_reason)
    return True


def _require_complete(state: PaperState) -> None:
    if state.missing:
        raise SheetsMissing(urns=", ".join(urn.name for urn in state.missing))
    if state.duplicates:
        raise DuplicatesLeft(number=state.duplicates)


@transaction.atomic
def count_poll(*, poll: Poll, at: datetime, by=None) -> bool:
    """Fix the set of ballots and destroy the link to their voters; returns whether this call did it.

    :raises NotReconciled: before rolls and sheets are settled.
    """
    keep_voters_out(poll.pk)
    poll = _locked(poll)
    if poll.reconciled_at is None:
        raise NotReconciled
    if poll.counted_at is not None:
        return False
    refuse_if_suspended(poll)
    sequence_log(poll=poll, at=at)  # the last batch: the final head is signed before the ballots are known
    _write_channels(poll)
    _write_counted(poll)
    _settle_leaves(poll)
    Envelope.objects.filter(poll=poll).delete()
    Basket.objects.filter(poll=poll).delete()
    poll.counted_at = at
    poll.save(update_fields=["counted_at", "updated_at"])
    ballots = Counted.objects.filter(poll=poll).count()
    record(verb="poll.counted", subject=poll, area=poll.consultation.area, by=by, at=at, after={"ballots": ballots})
    return True


def _locked(poll: Poll) -> Poll:
    return Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)


WEB_VOTES = """
SELECT choice, count(*), sum(given) FROM participation_envelope, unnest(choices, points) AS marks (choice, given)
 WHERE poll_id = %s GROUP BY choice
"""


def _write_channels(poll: Poll) -> None:
    """Write voters, blank, void and votes per project of each channel."""
    contract = contract_for(poll)
    codes, gives = contract.codes, contract.form.kind == "points"
    envelopes = Envelope.objects.filter(poll=poll)
    with connection.cursor() as cursor:
        cursor.execute(WEB_VOTES, [poll.pk])
        found = {codes[no]: (number, points) for no, number, points in cursor.fetchall()}
    web = ChannelCount(
        channel=Channel.WEB,
        voters=envelopes.count(),
        blank=envelopes.filter(choices=[]).count(),
        votes={code: found[code][0] if code in found else 0 for code in codes.values()},
        points={code: int(found[code][1]) if code in found else 0 for code in codes.values()} if gives else None,
    )
    counts = [web]
    if poll.has_paper:
        counts.append(_paper_count(poll, codes, gives_points=gives))
    for count in counts:
        count.poll, count.consultation = poll, poll.consultation
    ChannelCount.objects.bulk_create(counts)


PAPER_POINTS = """
SELECT choice, sum(given) FROM participation_paperballot ballot
  JOIN participation_urn urn ON urn.settled_entry_id = ballot.entry_id,
       unnest(ballot.choices, ballot.points) AS marks (choice, given)
 WHERE urn.poll_id = %s GROUP BY choice
"""


def _paper_points(poll: Poll, codes: dict[int, str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(PAPER_POINTS, [poll.pk])
        found = {codes[no]: int(points) for no, points in cursor.fetchall()}
    return {code: found.get(code, 0) for code in codes.values()}


def _paper_count(poll: Poll, codes: dict[int, str], *, gives_points: bool) -> ChannelCount:
    """Add up the settled sheets."""
    entries = [urn.settled_entry for urn in poll.urns.select_related("settled_entry")]
    votes: Counter[str] = Counter()
    for entry in entries:
        votes.update(entry.votes)
    return ChannelCount(
        channel=Channel.PAPER,
        voters=sum(entry.voters for entry in entries),
        blank=sum(entry.blank for entry in entries),
        void=sum(entry.void for entry in entries),
        votes={code: votes[code] for code in codes.values()},
        points=_paper_points(poll, codes) if gives_points else None,
    )


# Sorted by content: nothing of the order of voting remains, and anyone who sorts the ballots gets the same numbers.
COUNT = """
INSERT INTO participation_counted (consultation_id, poll_id, no, choices, points, nonce)
SELECT %(consultation)s, %(poll)s, row_number() OVER (ORDER BY choices, points, nonce), choices, points, nonce FROM (
    SELECT choices, points, CASE WHEN %(tracked)s THEN nonce ELSE '' END AS nonce
      FROM participation_envelope WHERE poll_id = %(poll)s
    UNION ALL
    SELECT ballot.choices, ballot.points, '' FROM participation_paperballot ballot
      JOIN participation_urn urn ON urn.settled_entry_id = ballot.entry_id
     WHERE urn.poll_id = %(poll)s AND ballot.mark <> 'void'
) ballots
ORDER BY choices, points, nonce
"""


def _write_counted(poll: Poll) -> None:
    with connection.cursor() as cursor:
        tracked = poll.receipts == Receipts.TRACKED
        cursor.execute(COUNT, {"poll": poll.pk, "consultation": poll.consultation_id, "tracked": tracked})


# The log is written anew, sorted by content: neither place nor transaction tells any more who came when.
ASIDE = """
CREATE TEMPORARY TABLE settled_leaf ON COMMIT DROP AS
SELECT leaf.commitment, leaf.consultation_id, leaf.poll_id, leaf.batch, leaf.position, envelope.id IS NOT NULL AS kept
  FROM participation_leaf leaf
  LEFT JOIN participation_envelope envelope
    ON envelope.commitment = leaf.commitment AND envelope.poll_id = leaf.poll_id
 WHERE leaf.poll_id = %s
"""
BACK = """
INSERT INTO participation_leaf (commitment, consultation_id, poll_id, batch, position, kept)
SELECT commitment, consultation_id, poll_id, batch, position, kept FROM settled_leaf ORDER BY commitment;
DROP TABLE settled_leaf
"""


def _settle_leaves(poll: Poll) -> None:
    """Mark which commitments are in the final list: one per envelope; those of replaced ballots stay in the log."""
    with connection.cursor() as cursor:
        # Right after a vote the planner has no statistics yet, and a nested loop over a crowd would take hours.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(ASIDE, [poll.pk])
        # Not one statement longer: what is planned against the ban seems so dear that the server compiles it first.
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
        cursor.execute("DELETE FROM participation_leaf WHERE poll_id = %s", [poll.pk])
        cursor.execute(BACK)


#: Tables that held the link between people and ballots: deleted rows stay on disk until these are rewritten.
LINKING_TABLES = (Envelope, Leaf, Basket)


# A row deleted by the count stays in a rewritten table while a snapshot older than the count could still see it:
# one held by another session, or our own while a transaction older than the count is under way anywhere.
SEEN_BY_OTHERS = """
SELECT age(pg_snapshot_xmin(pg_current_snapshot())::xid) >= age(poll.xmin) OR EXISTS (
    SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_xmin IS NOT NULL AND age(backend_xmin) >= age(poll.xmin)
) FROM participation_poll poll WHERE id = %s
"""


def destroy_links(*, poll: Poll, at: datetime) -> bool:
    """Rewrite the tables that held the link, so that nothing of it stays on their disk pages; outside a transaction.

    :returns: whether it is done; while somebody still reads what was there before the count, it has to come again.
    :raises NotReconciled: before the count.
    """
    if not Poll.objects.filter(pk=poll.pk, counted_at__isnull=False).exists():
        raise NotReconciled
    with connection.cursor() as cursor:
        cursor.execute(SEEN_BY_OTHERS, [poll.pk])
        if cursor.fetchone()[0]:
            return False
        for model in LINKING_TABLES:
            cursor.execute(f"VACUUM (FULL) {model._meta.db_table}")
    return bool(Poll.objects.filter(pk=poll.pk, links_destroyed_at=None).update(links_destroyed_at=at))
