"""What mails say of an event."""

from django.utils.text import capfirst

from seminars.events.models import Event
from territories.instance.templatetags.house import moment_and_clock


def when_and_where(event: Event) -> str:
    """Say on two lines when it begins, by its own clock, and where."""
    where = ", ".join(part for part in (event.venue, event.address) if part)
    return "\n".join([capfirst(moment_and_clock(event.starts_at, event.time_zone)), *([where] if where else [])])
