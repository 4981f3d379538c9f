"""Before the vote: prepare a poll, say what is missing, seal it; after that only public versions change anything."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots import readiness
from participation.ballots.contract import contract_of
from participation.ballots.kinds import ANSWERS, choices_asked, kind_of
from participation.ballots.models import (
    CIVIL,
    LISTED,
    NEED_BALLOTS,
    Choice,
    KeyMethod,
    LinkProof,
    Poll,
    PollVersion,
    VersionKind,
)
from participation.ballots.operations.on_ballot import choices_for, projects_for, take_money
from participation.ballots.readiness import Candidate, Draft, Issue
from participation.ballots.rules import canonical_json, fingerprint
from participation.ballots.wording import told
from participation.consultations.models import Consultation, Phase, PhaseKind
from participation.consultations.operations import seal_rules
from participation.proposals.models import Proposal
from participation.proposals.operations import change_status
from participation.proposals.states import Body, Status
from territories.accounts.franceconnect import provider_is_set
from territories.instance.acts import record

#: Ideas that nobody has decided on when the ballot is made: said before the seal, and they stay out of it.
UNDECIDED = (Status.SUBMITTED, Status.ADMISSIBLE, Status.IN_STUDY)


class AlreadySealed(Refusal):
    code = "already_sealed"
    message = _("Ce scrutin est déjà scellé : ses règles ne changent plus.")


class NotReadyToSeal(Refusal):
    code = "not_ready_to_seal"
    message = _("Il manque encore : %(missing)s")


class NotSealed(Refusal):
    code = "not_sealed"
    message = _("Ce scrutin n’est pas encore scellé.")


class NotAnExtension(Refusal):
    code = "not_an_extension"
    message = _("Un vote scellé ne peut qu’être prolongé, avant sa clôture et avec un motif.")


class TooLateToWithdraw(Refusal):
    code = "too_late_to_withdraw"
    message = _("Un projet se retire avec un motif, une seule fois, et avant le dépouillement.")


class AnswerStays(Refusal):
    code = "answer_stays"
    message = _("Oui et non sont les réponses à la question posée : aucune des deux ne se retire.")


def issues_before_sealing(poll: Poll, *, at: datetime) -> list[Issue]:
    """List all that is missing before this poll can be sealed; ``wording.told`` says each with its remedy."""
    consultation = poll.consultation
    phase = consultation.phases.filter(kind=PhaseKind.VOTE).first()
    minimum, maximum = choices_asked(poll)
    draft = Draft(
        published=consultation.published_at is not None,
        rulebook=consultation.rulebooks.published().exists(),
        deciding_body=bool(consultation.deciding_body),
        opens_at=phase and phase.opens_at,
        closes_at=phase and phase.closes_at,
        envelope=poll.envelope_cents or consultation.envelope_cents,
        cap=poll.cap_cents or consultation.project_cap_cents,
        minimum=minimum,
        maximum=maximum,
        money=poll.has_money,
        numbers=kind_of(poll).numbers,
        rule=poll.rule,
        needs_ballots=poll.rule in NEED_BALLOTS,
        other_rule=poll.other_rule,
        other_needs_ballots=poll.other_rule in NEED_BALLOTS,
        ballots_published=poll.ballots_published,
        winners=poll.max_winners,
        zones_first=poll.zones_first,
        paper=poll.paper,
        urns=poll.urns.count(),
        **_voters(poll),
        undecided=0 if poll.asks else Proposal.objects.filter(consultation=consultation, status__in=UNDECIDED).count(),
        candidates=tuple(
            Candidate(one.title, one.cost_cents, one.exclusive_group, one.zone) for one in choices_for(poll)
        ),
        strangers=poll.choices.exclude(code__in=ANSWERS).count() if poll.asks else 0,
    )
    return readiness.issues_before_sealing(draft, at=at)


def _voters(poll: Poll) -> dict:
    """What readiness asks about how people are recognised."""
    civil, declared = poll.key_method in CIVIL, poll.link_proof == LinkProof.DECLARATION
    return {
        "listed": poll.electors.filter(listed=True).count() if poll.key_method in LISTED else None,
        "identity_provider": poll.key_method != KeyMethod.OIDC or provider_is_set(),
        "residence_unproven": civil and declared and bool(poll.consultation.accepted_links),
    }


def draft_of(poll: Poll) -> tuple[dict, list[Choice]]:
    """The contract and the projects as a seal would write them now; nothing is saved."""
    _take_calendar_and_money(poll)
    choices = choices_for(poll)
    return contract_of(poll, choices, version=1, closes_at=poll.closes_at), choices


def preview_of(poll: Poll) -> dict:
    """The contract as a seal would write it now, for the manager to read before."""
    return draft_of(poll)[0]


@transaction.atomic
def seal_poll(*, poll: Poll, by, at: datetime) -> Poll:
    """Freeze the rules of a vote, its projects and their costs; from here on the database refuses to change them.

    :raises AlreadySealed: the second time.
    :raises NotReadyToSeal: with everything that is missing.
    """
    Consultation.objects.select_for_update().get(pk=poll.consultation_id)  # calendars are moved under this lock too
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation").get(pk=poll.pk)
    if poll.sealed_at is not None:
        raise AlreadySealed
    if missing := [issue for issue in issues_before_sealing(poll, at=at) if issue.blocking]:
        raise NotReadyToSeal(missing=" ".join(told(issue).sentence for issue in missing))
    proposals = projects_for(poll)
    seal_rules(consultation=poll.consultation, by=by, at=at)
    _take_calendar_and_money(poll)
    choices = choices_for(poll)
    poll.choices.all().delete()
    poll.ideas_said.all().delete()
    Choice.objects.bulk_create(choices)
    put_on_seal(poll, choices, by=by, at=at)
    for proposal in proposals:
        if proposal.status != Status.ON_BALLOT:
            change_status(proposal=proposal, to=Status.ON_BALLOT, by=by, at=at, body=Body.ORGANISER)
    record(
        verb="poll.sealed",
        subject=poll,
        area=poll.consultation.area,
        by=by,
        at=at,
        after={"rule_sha256": poll.rule_sha256, "projects": len(choices)},
    )
    return poll


def put_on_seal(poll: Poll, choices: list[Choice], *, by, at: datetime) -> None:
    """Write version 1 of the contract and seal the row; the trigger checks that both say the same."""
    _write_version(poll, choices, kind=VersionKind.SEALED, closes_at=poll.closes_at, reason="", by=by, at=at)
    poll.sealed_at, poll.sealed_by = at, by
    poll.save()


@transaction.atomic
def extend_poll(*, poll: Poll, closes_at: datetime, reason: str, by, at: datetime) -> None:
    """Give people more time, as a public version with its reason; also when a suspension outlasted the calendar.

    :raises NotSealed: before the seal, when the calendar is simply changed.
    :raises NotAnExtension: after the close, without a reason, or for an earlier hour.
    """
    poll = _sealed(poll)
    frozen_at = poll.consultation.frozen_at
    interrupted = frozen_at is not None and frozen_at < poll.closes_at
    over = poll.closed_at is not None or (at >= poll.closes_at and not interrupted)
    if over or closes_at <= max(poll.closes_at, at) or not reason.strip():
        raise NotAnExtension
    before = poll.closes_at
    choices = list(poll.choices.all())
    _write_version(poll, choices, kind=VersionKind.EXTENDED, closes_at=closes_at, reason=reason, by=by, at=at)
    poll.closes_at = closes_at
    poll.save(update_fields=["closes_at", "version", "rule_json", "rule_sha256", "updated_at"])
    _tell_act("poll.extended", poll, by, at, reason, {"closes_at": before.isoformat()})


def move_with_phase(*, phase: Phase, opens_at: datetime, closes_at: datetime, reason: str, by, at: datetime) -> None:
    """Keep sealed polls and the vote phase of their consultation on one calendar; called before the phase is saved.

    :raises NotAnExtension: when the phase would open at another hour, or close earlier, than what was sealed.
    """
    if phase.kind != PhaseKind.VOTE:
        return
    for poll in Poll.objects.sealed().filter(consultation=phase.consultation, closed_at=None):
        if opens_at != poll.opens_at:
            raise NotAnExtension
        if closes_at != poll.closes_at:
            extend_poll(poll=poll, closes_at=closes_at, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw_choice(*, choice: Choice, reason: str, by, at: datetime) -> None:
    """Take a project off the ballot, as a public version with its reason; votes it got are shown and decide nothing.

    :raises AnswerStays: in a poll that asks a question.
    :raises TooLateToWithdraw: after the count, twice, or without a reason.
    """
    poll = _sealed(choice.poll)
    if poll.asks:
        raise AnswerStays
    choices = list(poll.choices.all())
    choice = next(one for one in choices if one.pk == choice.pk)
    if poll.counted_at is not None or choice.withdrawn_at is not None or not reason.strip():
        raise TooLateToWithdraw
    choice.withdrawn_at, choice.withdrawn_reason = at, reason.strip()
    closes_at = poll.closes_at
    _write_version(poll, choices, kind=VersionKind.WITHDRAWAL, closes_at=closes_at, reason=reason, by=by, at=at)
    choice.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    poll.save(update_fields=["version", "rule_json", "rule_sha256", "updated_at"])
    if choice.proposal is not None:
        body = Body.ORGANISER
        change_status(proposal=choice.proposal, to=Status.WITHDRAWN, by=by, at=at, body=body, reason=reason)
    _tell_act("poll.choice_withdrawn", poll, by, at, reason, {"project": choice.no})


def _sealed(poll: Poll) -> Poll:
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation").get(pk=poll.pk)
    if poll.sealed_at is None:
        raise NotSealed
    return poll


def _take_calendar_and_money(poll: Poll) -> None:
    phase = poll.consultation.phases.get(kind=PhaseKind.VOTE)
    poll.opens_at, poll.closes_at = phase.opens_at, phase.closes_at
    take_money(poll)


def _write_version(poll: Poll, choices, *, kind: str, closes_at, reason: str, by, at: datetime) -> None:
    """Write the next public version and put it on the poll, which the caller saves."""
    poll.version += 1
    contract = contract_of(poll, choices, version=poll.version, closes_at=closes_at)
    poll.rule_json, poll.rule_sha256 = canonical_json(contract).decode(), fingerprint(contract)
    PollVersion.objects.create(
        consultation=poll.consultation,
        poll=poll,
        no=poll.version,
        kind=kind,
        reason=reason.strip(),
        rule_json=poll.rule_json,
        rule_sha256=poll.rule_sha256,
        at=at,
        by=by,
    )


def _tell_act(verb: str, poll: Poll, by, at: datetime, reason: str, before: dict) -> None:
    record(
        verb=verb,
        subject=poll,
        area=poll.consultation.area,
        by=by,
        at=at,
        reason=reason.strip(),
        before=before,
        after={"version": poll.version, "rule_sha256": poll.rule_sha256},
    )
