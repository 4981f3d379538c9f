"""One round of equal shares: what is bought when every voter is given a certain share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.outcome import Fate, Stop
from participation.ballots.rules.profile import Profile, Project
from participation.ballots.rules.purses import Crowd, Purses
from participation.ballots.rules.supporters import supporters_of

#: Bounds of ρ are whole numbers after this many binary places: fine enough that few projects look alike.
RHO_BITS = 64


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought, and at which price; ``tied_with`` had exactly the same ρ at that moment."""

    place: int
    price: Fraction
    full_payers: int
    tied_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What one share per voter bought, in order, and the purses that are left."""

    share: Fraction
    purchases: tuple[Purchase, ...]
    spent: int
    purses: Purses


class Shop:
    """The projects that may win, with their supporters; opened once, visited with as many shares as needed.

    :param by_cost: whether a project is worth its cost to those who chose it; otherwise each is worth the same.
    :param by_points: whether it is worth that much for each point that a voter gave it.
    """

    def __init__(self, profile: Profile, conditions: Conditions, *, by_cost: bool, by_points: bool = False) -> None:
        self.profile = profile
        self.conditions = conditions
        self.by_cost = by_cost
        self.ballots, self.supporters = supporters_of(profile, by_points=by_points)
        self.support = profile.points if by_points else profile.votes
        self.refused = [
            conditions.refuses(project, support)
            for project, support in zip(profile.projects, self.support, strict=True)
        ]

    def spend(self, share: Fraction) -> Round:
        """Buy the project with the lowest ρ, again and again, until no supporters can pay for one."""
        purses = Purses(self.ballots, self.profile.voters, share)
        purchases: list[Purchase] = []
        lowest = self._first_bounds(purses, share)
        while lowest and not self.conditions.full(len(purchases)):
            rivals = self._rivals(purses, lowest)
            if not rivals:
                break
            place = self._buy(purses, rivals, purchases)
            del lowest[place]
            for excluded in self._excluded(purchases) & lowest.keys():
                del lowest[excluded]
        spent = sum(self.profile.projects[bought.place].cost for bought in purchases)
        return Round(share, tuple(purchases), spent, purses)

    def complete(self, last: Round) -> Stop | None:
        """Return why no larger share could add a winner, if so."""
        if self.conditions.full(len(last.purchases)):
            return Stop.MAX_WINNERS
        return None if any(True for _ in self.not_bought(last)) else Stop.ALL_BOUGHT

    def not_bought(self, last: Round) -> Iterator[Project]:
        """Yield the projects that may win and did not."""
        gone = {one.place for one in last.purchases} | self._excluded(last.purchases)
        for place, refused in enumerate(self.refused):
            if not refused and place not in gone:
                yield self.profile.projects[place]

    def _excluded(self, purchases: Iterable[Purchase]) -> set[int]:
        """Return the places of the projects that those bought keep out."""
        if not self.conditions.exclusive:
            return set()
        won = {self.profile.projects[one.place].id for one in purchases}
        places = self.profile.place
        return {
            places[one.id]
            for one in self.profile.projects
            if one.id not in won and self.conditions.excluded_by(one.id, won)
        }

    def last_idle_share(self, first: int, *, needs_room: bool) -> int:
        """Return the largest share, in whole units from ``first`` on, up to which add1 certainly does not stop.

        A project cannot be bought before the full shares of its supporters add up to its cost. While all projects that
        have come so far fit into the envelope together, no round overspends; while another one would still fit
        beside them, a round leaves room. So the rounds up to there need no counting. This matters where shares are
        large and few people chose a project: the leap may stand for a hundred thousand rounds.

        Where projects exclude each other, no round is skipped.

        :param needs_room: whether add1 also stops when no project fits any more.
        """
        if self.conditions.exclusive:
            return first
        unit, envelope = self.profile.unit, self.profile.envelope
        comes_at = sorted(
            (-(-project.cost // (votes * unit)) * unit, project.cost)
            for project, votes, refused in zip(self.profile.projects, self.profile.votes, self.refused, strict=True)
            if not refused and votes
        )
        if needs_room and all(cost > envelope for _, cost in comes_at):
            return first
        come = 0
        for number, (share, cost) in enumerate(comes_at, start=1):
            come += cost
            waiting = [other for _, other in comes_at[number:]]
            room = waiting and (not needs_room or min(waiting) <= envelope - come)
            if come > envelope or not room or self.conditions.full(number):
                return max(first, share - unit)
        return first

    def why_not(self, place: int, last: Round) -> tuple[Fate, Fraction | None, str | None]:
        """Return why a project was not bought, what its supporters still held at the end, and what excludes it."""
        if refused := self.refused[place]:
            return refused, None, None
        project = self.profile.projects[place]
        crowd = last.purses.crowd(self.supporters[place])
        money = last.purses.money(crowd)
        won = {self.profile.projects[one.place].id for one in last.purchases}
        if rival := self.conditions.excluded_by(project.id, won):
            return Fate.EXCLUDED, money, rival
        payable = last.purses.can_pay(crowd, project.cost)
        return Fate.MAX_WINNERS if payable else Fate.NOT_ENOUGH_SUPPORT_MONEY, money, None

    def _first_bounds(self, purses: Purses, share: Fraction) -> dict[int, int]:
        """Return a number not above ρ for each project that its supporters can pay with their whole shares."""
        return {
            place: (purses.even_split(project.cost, fans.points) << RHO_BITS) // self._worth(place)
            for place, (project, fans) in enumerate(zip(self.profile.projects, self.supporters, strict=True))
            if not self.refused[place] and fans.total and share * fans.total >= project.cost
        }

    def _rivals(self, purses: Purses, lowest: dict[int, int]) -> list[tuple[int, Crowd]]:
        """Return the projects that may have the lowest ρ, with their supporters; usually one.

        :param lowest: for each project not bought, a number that its ρ is certainly not below. Money only ever goes,
            so ρ never falls: an old number stays true, and projects whose number is above what another one
            certainly reaches need no look. Those that can no longer be paid are taken out for good.
        """
        seen: list[tuple[int, Crowd]] = []
        best: int | None = None
        for place in sorted(lowest, key=lowest.__getitem__):
            if best is not None and lowest[place] > best:
                break
            cost = self.profile.projects[place].cost
            crowd = purses.crowd(self.supporters[place])
            if not purses.can_pay(crowd, cost):
                del lowest[place]
                continue
            low, high = purses.price_bounds(crowd, cost)
            worth = self._worth(place)
            lowest[place] = (low << RHO_BITS) // worth
            ceiling = -((-high << RHO_BITS) // worth)
            best = ceiling if best is None else min(best, ceiling)
            seen.append((place, crowd))
        return [(place, crowd) for place, crowd in seen if best is None or lowest[place] <= best]

    def _buy(self, purses: Purses, rivals: list[tuple[int, Crowd]], purchases: list[Purchase]) -> int:
        """Compare the rivals exactly, let the supporters of the first one pay, and return its place."""
        priced = []
        for place, crowd in rivals:
            price = purses.price(crowd, self.profile.projects[place].cost)
            priced.append((purses.as_fraction(price) / self._worth(place), place, price))
        rho, place, price = min(priced, key=lambda one: one[:2])
        tied = tuple(sorted(other for same, other, _ in priced if same == rho and other != place))
        purchases.append(Purchase(place, purses.as_fraction(price), price.payers, tied))
        purses.pay(self.supporters[place], price)
        return place

    def _worth(self, place: int) -> int:
        # A project that costs nothing has ρ 0 either way: it is bought first, and nobody pays.
        return self.profile.projects[place].cost or 1 if self.by_cost else 1
