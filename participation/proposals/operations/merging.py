"""Two ideas become one: holders are joined, supports follow without doubling, the merged page points to the other."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.proposals.models import Proposal
from participation.proposals.operations.statuses import change_status, tell_holders
from participation.proposals.operations.studies import ScopeAwaitsAnswer
from participation.proposals.records import Holder, Support
from participation.proposals.rules import MERGEABLE
from participation.proposals.states import Body, Status
from participation.proposals.wording import joined_mail


class NotMergeable(Refusal):
    code = "not_mergeable"
    message = _("Une idée « %(now)s » ne se fusionne pas.")


class SameIdea(Refusal):
    code = "same_idea"
    message = _("Choisissez une autre idée : on ne fusionne pas une idée avec elle-même.")


class AnotherConsultation(Refusal):
    code = "another_consultation"
    message = _("Les deux idées doivent appartenir à la même consultation.")


JOIN_HOLDERS = f"""
INSERT INTO {Holder._meta.db_table} (consultation_id, proposal_id, participant_id, came_from_id, at)
SELECT consultation_id, %(keep)s, participant_id, %(away)s, %(at)s FROM {Holder._meta.db_table}
WHERE proposal_id = %(away)s
ON CONFLICT (consultation_id, proposal_id, participant_id) DO NOTHING
"""
MOVE_SUPPORTS = f"""
WITH gone AS (
    DELETE FROM {Support._meta.db_table} WHERE proposal_id = %(away)s RETURNING consultation_id, participant_id, at
)
INSERT INTO {Support._meta.db_table} (consultation_id, proposal_id, participant_id, at)
SELECT consultation_id, %(keep)s, participant_id, at FROM gone
WHERE participant_id NOT IN (SELECT participant_id FROM {Holder._meta.db_table} WHERE proposal_id = %(keep)s)
ON CONFLICT (consultation_id, proposal_id, participant_id) DO NOTHING
"""
HOLDERS_DO_NOT_SUPPORT = f"""
DELETE FROM {Support._meta.db_table} AS support USING {Holder._meta.db_table} AS holder
WHERE support.proposal_id = %(keep)s AND holder.proposal_id = %(keep)s
AND support.participant_id = holder.participant_id
"""


@transaction.atomic
def merge_ideas(*, away: Proposal, keep: Proposal, reason: str, by, at: datetime) -> None:
    """Merge the idea ``away`` into ``keep``: nobody counts twice, and nobody is lost.

    What had been merged into ``away`` follows it, so that every merged idea points to one that stands.

    :raises NotMergeable: when one of them is decided otherwise already, on the ballot, or merged.
    """
    if away.pk == keep.pk:
        raise SameIdea
    if away.consultation_id != keep.consultation_id:
        raise AnotherConsultation
    # In the order of their keys, so that two merges that cross wait for each other instead of blocking for ever.
    locked = Proposal.objects.select_for_update(of=["self"]).select_related("consultation__area").order_by("pk")
    rows = {row.pk: row for row in locked.filter(pk__in=[away.pk, keep.pk])}
    away, keep = rows[away.pk], rows[keep.pk]
    for idea in (away, keep):
        if idea.status not in MERGEABLE:
            raise NotMergeable(now=idea.get_status_display())
        if idea.scope_changes.filter(answered_at__isnull=True).exists():
            raise ScopeAwaitsAnswer
    tell_holders(keep, kind="proposal.merged", key=f"joined:{away.pk}", mail=joined_mail(keep, away), at=at)
    change_status(
        proposal=away,
        to=Status.MERGED,
        body=Body.ORGANISER,
        by=by,
        reason=reason,
        at=at,
        also={"merged_into": keep},
    )
    values = {"away": away.pk, "keep": keep.pk, "at": at}
    with connection.cursor() as cursor:
        for statement in (JOIN_HOLDERS, MOVE_SUPPORTS, HOLDERS_DO_NOT_SUPPORT):
            cursor.execute(statement, values)
    Proposal.objects.filter(merged_into=away).update(merged_into=keep, updated_at=at)
