"""From the counted set to its result: a pure job, run as often as one likes, always the same bytes."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.contract import Contract, contract_for
from participation.ballots.models import Channel, ChannelCount, Poll, Tally
from participation.ballots.operations.stamping import owe_stamp
from participation.ballots.rules import BudgetRule, Profile, canonical_json, fingerprint, tally

GROUPED = """
SELECT choices, points, count(*) FROM participation_counted WHERE poll_id = %s
 GROUP BY choices, points ORDER BY choices, points
"""


class NotCounted(Refusal):
    code = "not_counted"
    message = _("Les bulletins ne sont pas encore dépouillés.")


def profile_of(poll: Poll) -> Profile:
    """What was counted, as the rules read it: the ballots, and the totals of channels that have no ballots here."""
    contract = contract_for(poll)
    channels = {one.channel: one for one in ChannelCount.objects.filter(poll=poll)}
    if (total := channels.get(Channel.ALL)) and not poll.counted.exists():
        voters = sum(total.votes.values()) if total.voters is None else total.voters - total.void
        return Profile.from_totals(contract.projects, contract.envelope, total.votes, voters=voters, unit=contract.unit)
    profile = _ballots(poll, contract, points=total.points if total else None)
    paper = channels.get(Channel.PAPER)
    if paper is not None and contract.json["channels"]["paper"] == "totals":
        profile = profile.with_totals(paper.votes, voters=paper.voters - paper.void)
    return profile


def _ballots(poll: Poll, contract: Contract, *, points: dict[str, int] | None) -> Profile:
    """The ballots, with what they give where they give something.

    :param points: in all, of a vote from elsewhere whose ballots are known without theirs.
    """
    with connection.cursor() as cursor:
        cursor.execute(GROUPED, [poll.pk])
        rows = cursor.fetchall()
    money = {"projects": contract.projects, "envelope": contract.envelope, "unit": contract.unit}
    named = [(tuple(contract.codes[no] for no in choices), given, number) for choices, given, number in rows]
    if contract.form.numbers:
        return Profile.from_points(ballots={tuple(zip(ids, given, strict=True)): n for ids, given, n in named}, **money)
    return Profile.from_ballots(ballots={ids: number for ids, _given, number in named}, points=points, **money)


def input_of(profile: Profile, rule_sha256: str) -> dict:
    """Everything a tally depends on, as plain values: hashed, it names the input."""
    cast = profile.ballots if profile.pointed is None else profile.pointed
    ballots = None if cast is None else sorted([list(marks), n] for marks, n in cast.items())
    return {
        "contract": rule_sha256,
        "envelope": profile.envelope,
        "unit": profile.unit,
        "voters": profile.voters,
        "projects": [[one.id, one.cost, one.withdrawn] for one in profile.projects],
        "votes": list(profile.votes),
        "points": list(profile.points),
        "ballots": ballots,
    }


def tally_poll(*, poll: Poll, at: datetime) -> Tally:
    """Apply the sealed rule to the counted set and keep the outcome; a second run finds the first one's bytes.

    Another rule that the seal promised to show is applied too, and kept as what it is: not the result.

    :raises NotCounted: before the count.
    """
    if poll.counted_at is None:
        raise NotCounted
    contract, profile = contract_for(poll), profile_of(poll)
    if contract.other_rule is not None:  # first, so that a worker who dies in between is followed by one who does both
        _keep(poll, profile, contract.other_rule, official=False, at=at)
    kept = _keep(poll, profile, contract.rule, official=True, at=at)
    owe_stamp(poll=poll, tally=kept, at=at)
    return kept


def _keep(poll: Poll, profile: Profile, rule: BudgetRule, *, official: bool, at: datetime) -> Tally:
    """Keep what a rule makes of a count, or find what was kept before."""
    outcome = tally(profile, rule).as_json()
    written = Tally(
        consultation_id=poll.consultation_id,
        poll=poll,
        rule=fingerprint(rule.as_json()),
        input_sha256=fingerprint(input_of(profile, poll.rule_sha256)),
        result_json=canonical_json(outcome).decode(),
        result_sha256=fingerprint(outcome),
        official=official,
        at=at,
    )
    Tally.objects.bulk_create([written], ignore_conflicts=True)
    return Tally.objects.get(poll=poll, rule=written.rule, input_sha256=written.input_sha256)
