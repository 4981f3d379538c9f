"""How votes write amounts in their own currency: ``{% load ballots %}``."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from participation.ballots import voters_wording
from participation.ballots.contract import contract_for
from participation.ballots.kinds import label_of
from participation.ballots.method_wording import number_in_words
from participation.ballots.models import Choice, Poll
from participation.ballots.money import amount as written

register = template.Library()


@register.simple_tag
def amount(value: int | None, poll: Poll) -> str:
    """Write an amount in the currency of a poll."""
    return written(value, unit=poll.unit, currency=poll.currency)


@register.filter
def envelope(poll: Poll) -> str:
    """Write the envelope of a poll."""
    return amount(poll.envelope_cents, poll)


@register.filter
def label(choice: Choice, poll: Poll) -> str:
    """What a choice is called on the pages of a poll."""
    return label_of(poll, choice.no, choice.title)


@register.filter
def rivals(choice: Choice, poll: Poll) -> str:
    """Name the projects that a project excludes, once the seal says so; nothing for most."""
    others = contract_for(poll).rivals.get(choice.no, []) if poll.rule_json else []
    return _(" ou ").join(f"« {label_of(poll, one['no'], one['title'])} »" for one in others)


@register.filter
def given(marks: Mapping[int, int] | list[int], no: int) -> int | str:
    """What a ballot gives to a choice; nothing where it gives nothing."""
    return marks.get(no, "") if isinstance(marks, Mapping) else ""


@register.filter
def given_said(number: int, poll: Poll) -> str:
    """Say what a ballot gives to a choice: « 5 points », « Très bien »."""
    return number_in_words(poll, number)


@register.filter
def who_may_vote(poll: Poll) -> list[str]:
    """Say what a voter is asked, and why."""
    return voters_wording.who_may_vote(poll)


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """Return the entry of a mapping: votes by channel."""
    return mapping.get(key)
