"""How votes write amounts in their own currency: ``{% load ballots %}``."""

from collections.abc import Mapping
from typing import Any

from django import template

from participation.ballots.models import Poll
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
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """Return the entry of a mapping: votes by channel."""
    return mapping.get(key)
