"""Who took part, in numbers: by channel, by place, out of which population, and which votes were set aside and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from participation.ballots.models import Duplicates, Poll, TurnoutDay
from participation.ballots.paper_state import set_aside
from participation.ballots.registries import votes_set_aside
from participation.ballots.rules.places import PlaceCount, shown_apart


@dataclass(frozen=True, slots=True)
class Population:
    """The people of a territory as INSEE counted them: the only denominator that is known."""

    area: str
    number: int
    year: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """Votes that were not counted, and the motive."""

    number: int
    motive: str


@dataclass(frozen=True, slots=True)
class Turnout:
    """What is published of taking part, beside the result itself.

    :ivar electorate: how many may vote, where a list said so before the seal.
    """

    electorate: int | None
    population: Population | None
    places: tuple[PlaceCount, ...]
    set_aside: tuple[SetAside, ...]
    days: tuple[tuple[date, int], ...]

    @property
    def aside(self) -> int:
        """How many votes were set aside, whatever the motive."""
        return sum(one.number for one in self.set_aside)

    def as_json(self) -> dict[str, Any]:
        """Plain values, the same for API and documents."""
        people = self.population
        return {
            "electorate": self.electorate,
            "population": people and {"area": people.area, "number": people.number, "year": people.year},
            "places": [
                {
                    "names": list(one.names),
                    "voters": one.voters,
                    "blank": one.blank,
                    "void": one.void,
                    "votes": dict(sorted(one.votes.items())),
                }
                for one in self.places
            ],
            "set_aside": [{"number": one.number, "motive": one.motive} for one in self.set_aside],
            "days": [{"day": day.isoformat(), "voters": voters} for day, voters in self.days],
        }


def turnout_of(poll: Poll) -> Turnout:
    """Return who took part in a counted poll."""
    return Turnout(
        electorate=poll.electorate,
        population=population_of(poll),
        places=tuple(shown_apart(_places(poll))),
        set_aside=tuple(_set_aside(poll)),
        days=tuple(TurnoutDay.objects.told(poll)),
    )


def population_of(poll: Poll) -> Population | None:
    """The population of the territory with its year; without a year it is no denominator."""
    area = poll.consultation.area
    if not area.population or not area.population_year:
        return None
    return Population(area.name, area.population, area.population_year)


def _places(poll: Poll) -> list[PlaceCount]:
    urns = poll.urns.select_related("settled_entry").filter(settled_entry__isnull=False)
    return [
        PlaceCount((urn.name,), entry.voters, entry.blank, entry.void, entry.votes)
        for urn in urns
        if (entry := urn.settled_entry)
    ]


DUPLICATES = {
    Duplicates.PAPER: lambda: _("votes par internet de personnes qui ont aussi voté sur papier : le papier compte"),
    Duplicates.WEB: lambda: _("bulletins papier de personnes qui ont aussi voté par internet : internet compte"),
}


def _set_aside(poll: Poll):
    """People on both rolls first, then what other concepts set aside before the count."""
    for kept, number in set_aside(poll).items():
        if number:
            yield SetAside(number, DUPLICATES[Duplicates(kept)]())
    for _name, source in votes_set_aside:
        for number, motive in source(poll=poll):
            yield SetAside(number, motive)
