"""Votes of the past: published totals typed in, or a file of real ballots; counted here by the same steps."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from itertools import chain, repeat
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.text import slug
from participation.ballots.contract import contract_for
from participation.ballots.models import Channel, ChannelCount, Choice, Completion, Origin, Poll, RuleName
from participation.ballots.operations.on_ballot import choices_for, keep_what_the_rule_reads, take_money
from participation.ballots.operations.publishing import certify_poll, publish_result
from participation.ballots.operations.sealing import AlreadySealed, put_on_seal
from participation.ballots.operations.sheets import check_totals
from participation.ballots.operations.tallying import tally_poll
from participation.ballots.rules import BallotFile
from participation.consultations.models import Consultation, ConsultationKind, Phase, PhaseKind
from territories.actors.models import Organisation, OrganisationKind
from territories.instance.acts import record


class NotAnArchive(Refusal):
    code = "not_an_archive"
    message = gettext_lazy(
        "Un résultat passé se saisit dans une archive : une consultation publiée, sans calendrier ici."
    )


class NothingToCount(Refusal):
    code = "nothing_to_count"
    message = gettext_lazy("Écrivez d’abord l’enveloppe, et chaque projet avec son coût.")


class NotOver(Refusal):
    code = "vote_not_over"
    message = gettext_lazy(
        "Ce vote n’est pas terminé : un résultat passé a son premier et son dernier jour derrière lui."
    )


def is_archive(consultation: Consultation) -> bool:
    """Tell whether a consultation was held elsewhere: it is public, and its calendar was never here."""
    return consultation.published_at is not None and not consultation.phases.exists()


@transaction.atomic
def enter_past_result(
    *,
    poll: Poll,
    votes: Mapping[int, int],
    first_day: date,
    last_day: date,
    by,
    at: datetime,
    voters: int | None = None,
    blank: int = 0,
    void: int = 0,
) -> Poll:
    """Enter a vote of which only totals were published, and let its rule decide again.

    :param poll: in preparation, with its rule and its projects, in an archive.
    :param votes: number on the ballot → votes; projects left out have none.
    :param voters: ``None`` when nobody published how many voted.
    :raises AlreadySealed: the second time.
    :raises NotAnArchive: in a consultation that runs here.
    :raises NothingToCount: before the envelope and the projects are written.
    :raises NotOver: when the last day is not over, or comes before the first.
    :raises SheetDoesNotAddUp: when these numbers cannot come from that many ballots.
    """
    poll = Poll.objects.select_for_update(of=["self"]).select_related("consultation__area").get(pk=poll.pk)
    if poll.sealed_at is not None:
        raise AlreadySealed
    if not is_archive(poll.consultation):
        raise NotAnArchive
    opened_at, closed_at = _whole_days(first_day, last_day, poll.consultation.time_zone)
    if first_day > last_day or closed_at > at:
        raise NotOver
    take_money(poll)
    choices = choices_of_the_past(poll)
    if not choices or (poll.has_money and None in (poll.envelope_cents, *(one.cost_cents for one in choices))):
        raise NothingToCount
    poll.choices.all().delete()
    Choice.objects.bulk_create(choices)
    poll.origin, poll.other_rule = Origin.TOTALS, ""  # what was not promised before an opening is not shown
    _seal(poll, choices, opened_at, closed_at, by=by, at=at)
    named = {one.code: int(votes.get(one.no, 0)) for one in choices}
    if voters is not None:
        check_totals(contract_for(poll), voters - blank - void, named)
    total = ChannelCount(channel=Channel.ALL, voters=voters, blank=blank, void=void, votes=named)
    _conclude(poll, total, by=by, at=at)
    return poll


@transaction.atomic
def import_ballot_file(*, file: BallotFile, area, by, at: datetime, organiser: str = "") -> Poll:
    """Load a file of real ballots as a counted consultation, its result published as an archive."""
    meta = file.meta
    town = organiser or meta.get("unit") or area.name
    opened_at, closed_at = _dates(meta, area.time_zone)
    title = f"{meta.get('description') or _('Budget participatif')} · {town} {meta.get('instance', '')}".strip()[:120]
    consultation = _archive(file, title, town, area, opened_at, closed_at, by=by, at=at)
    profile = file.profile
    poll = Poll(
        consultation=consultation,
        slug=consultation.slug,
        question=title,
        origin=Origin.PABULIB,
        envelope_cents=profile.envelope,
        unit=profile.unit,
        currency=meta.get("currency") or "EUR",
        max_choices=None,
        by_points=file.gives_points,
        **_rule(meta),
    )
    named = {one.id: one for one in file.projects}
    choices = [
        Choice(no=no, code=one.id, title=named[one.id].name[:400] or one.id, cost_cents=one.cost)
        for no, one in enumerate(profile.projects, start=1)
    ]
    poll.save()
    for choice in choices:
        choice.poll, choice.consultation = poll, consultation
    Choice.objects.bulk_create(choices)
    _seal(poll, choices, opened_at, closed_at, by=by, at=at)
    _copy_ballots(poll, profile.ballots)
    codes = [one.id for one in profile.projects]
    total = ChannelCount(
        channel=Channel.ALL,
        voters=profile.voters,
        blank=profile.ballots.get((), 0),
        votes=dict(zip(codes, profile.votes, strict=True)),
        points=dict(zip(codes, profile.points, strict=True)) if file.gives_points else None,
    )
    _conclude(poll, total, by=by, at=at)
    return poll


def choices_of_the_past(poll: Poll) -> list[Choice]:
    """What stood on the ballot of a past vote: what was written by hand, with its numbers; or oui and non."""
    if poll.asks:
        return choices_for(poll)
    choices = list(poll.choices.order_by("no"))
    for choice in choices:
        choice.code = f"{choice.no:03d}"
        keep_what_the_rule_reads(choice, poll)
    return choices


def _rule(meta: Mapping[str, str]) -> dict[str, Any]:
    """Read the rule that a file names; what is not known is counted as « les plus soutenus »."""
    name, _slash, completion = meta.get("rule", "greedy").partition("/")
    if name == "equalshares":
        until = Completion.ADD1_UNTIL_OVERSPEND if completion == "add1-comparison" else Completion.ADD1
        return {"rule": RuleName.EQUAL_SHARES, "completion": until if completion else Completion.NONE}
    return {"rule": RuleName.GREEDY}


def _dates(meta: Mapping[str, str], zone: str) -> tuple[datetime, datetime]:
    """When a past vote ran: the days its file names, the last one included; else the year of its edition."""
    try:
        first, last = (datetime.strptime(meta[key], "%d.%m.%Y").date() for key in ("date_begin", "date_end"))
    except (KeyError, ValueError):
        year = int(meta["instance"]) if meta.get("instance", "").isdecimal() else 2000
        first, last = date(year, 1, 1), date(year, 12, 31)
    return _whole_days(first, last, zone)


def _whole_days(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """The hours between which these days lie in their territory, the last one included."""
    midnights = (datetime.combine(day, time.min, ZoneInfo(zone)) for day in (first, last + timedelta(days=1)))
    return tuple(one.astimezone(UTC) for one in midnights)


def _archive(file: BallotFile, title: str, town: str, area, opened_at, closed_at, *, by, at: datetime) -> Consultation:
    organiser, _new = Organisation.objects.get_or_create(
        name=town,
        kind=OrganisationKind.AUTHORITY,
        defaults={"slug": _free(Organisation, town), "area": area},
    )
    official = file.official_winners
    consultation = Consultation.objects.create(
        kind=ConsultationKind.BUDGET,
        title=title,
        slug=_free(Consultation, title),
        summary=_("Un vote réel, repris de ses bulletins publiés et dépouillé à nouveau ici."),
        area=area,
        organiser=organiser,
        deciding_body=_("la collectivité organisatrice"),
        time_zone=area.time_zone,
        envelope_cents=file.profile.envelope,
        published_at=at,
        published_by=by,
        archived_facts={
            "source": "pabulib",
            "meta": file.meta,
            "findings": [one.sentence for one in file.findings],
            "official_winners": None if official is None else sorted(official),
        },
    )
    Phase.objects.create(consultation=consultation, kind=PhaseKind.VOTE, opens_at=opened_at, closes_at=closed_at)
    return consultation


def _free(model, text: str) -> str:
    """A readable address that nobody has: the text, then the text with a number."""
    wanted, number = slug(text, length=70), 1
    address = wanted
    while model.objects.filter(slug=address).exists():
        number += 1
        address = f"{wanted}-{number}"
    return address


def _seal(poll: Poll, choices: list[Choice], opened_at: datetime, closed_at: datetime, *, by, at: datetime) -> None:
    poll.opens_at, poll.closes_at = opened_at, closed_at
    put_on_seal(poll, choices, by=by, at=at)
    poll.closed_at = poll.reconciled_at = at
    poll.save(update_fields=["closed_at", "reconciled_at", "updated_at"])


def _copy_ballots(poll: Poll, grouped: Mapping[tuple[int, ...], int]) -> None:
    """Write every ballot in canonical order with one COPY."""
    ballots = chain.from_iterable(repeat(places, number) for places, number in sorted(grouped.items()))
    lines = StringIO()
    for no, places in enumerate(ballots, start=1):
        choices = ",".join(str(place + 1) for place in places)
        lines.write(f"{poll.consultation_id}\t{poll.pk}\t{no}\t{{{choices}}}\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_from(lines, "participation_counted", columns=("consultation_id", "poll_id", "no", "choices"))


def _conclude(poll: Poll, total: ChannelCount, *, by, at: datetime) -> None:
    """Fix the count, let the rule decide, and publish: the steps of any poll, taken at once."""
    total.poll, total.consultation = poll, poll.consultation
    total.save()
    poll.counted_at = poll.links_destroyed_at = at
    poll.save(update_fields=["counted_at", "links_destroyed_at", "updated_at"])
    tally_poll(poll=poll, at=at)
    certify_poll(poll=poll, by=by, at=at)
    publish_result(poll=poll, by=by, at=at)
    poll.refresh_from_db()
    record(verb="poll.archived", subject=poll, area=poll.consultation.area, by=by, at=at, after={"origin": poll.origin})
