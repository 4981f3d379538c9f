"""The funnel of a call: how many applied, were heard, and won."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A level of the funnel; ``name`` is one of ``applications``, ``auditions``, ``winners``."""

    name: str
    number: int


def funnel(*, applications: int | None, auditions: int | None, winners: int | None) -> list[Step]:
    """Return the levels whose number is known, widest first.

    >>> funnel(applications=117, auditions=40, winners=20)[0]
    Step(name='applications', number=117)
    """
    levels = {"applications": applications, "auditions": auditions, "winners": winners}
    return [Step(name, number) for name, number in levels.items() if number is not None]
