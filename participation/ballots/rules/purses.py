"""The money that voters hold while equal shares buys projects, exact and fast.

Whoever still holds money holds the share minus the prices of some projects. Voters who paid the same prices form one
class, so that a step costs as much as there are classes among those who pay, not voters. NumPy counts voters per class.
Exact amounts are Python integers of any length, over a denominator that each purchase makes finer; they are only
worked out where needed.

To ask every project for its price with such long integers would be slow, so each amount is also known in 64 bits, as
a whole number of grains: ``coarse <= amount < coarse + slack``. Prices computed from these are bounds that are
certain, not estimates; they only tell which projects need not be looked at exactly. There are no floats here.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import BallotsNeeded

Integers = NDArray[np.int64]

#: All the money in play, in grains, stays below 2**61: sums and one addition per voter fit in 64 bits.
GRAIN_BITS = 61


@dataclass(frozen=True, slots=True)
class Supporters:
    """Those who chose one project: numbers of the ballots, and how many voters cast each."""

    ballots: NDArray[np.int32]
    voters: Integers
    total: int


def supporters_of(profile: Profile) -> tuple[int, list[Supporters]]:
    """Turn ballots into one list of supporters per project; also return how many different ballots there are.

    :raises BallotsNeeded: when the profile holds totals only.
    """
    if profile.ballots is None:
        raise BallotsNeeded
    lengths = np.fromiter(map(len, profile.ballots), np.int64, len(profile.ballots))
    chosen = np.fromiter((place for ballot in profile.ballots for place in ballot), np.int32, int(lengths.sum()))
    by = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    weights = np.fromiter(profile.ballots.values(), np.int64, len(profile.ballots))
    order = np.argsort(chosen, kind="stable")
    cuts = np.searchsorted(chosen[order], np.arange(1, len(profile.projects)))
    lists = np.split(by[order], cuts)
    return len(lengths), [Supporters(one, weights[one], int(weights[one].sum())) for one in lists]


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many supporters of a project stand in each class, from the least to the most money; empty classes left out.

    :param coarse: what one voter of each class holds at least, in grains.
    """

    classes: Integers
    voters: Integers
    coarse: Integers
    total: int


@dataclass(frozen=True, slots=True)
class Price:
    """What a supporter pays at most: ``units / (payers * denominator)``, paid in full by ``payers`` of them."""

    units: int
    payers: int


class Purses:
    """The classes of voters, from everybody with the same share to whatever the purchases leave.

    Class 0 holds nothing: those who have given all they had.

    :param share: what every voter is given, in the smallest amount of money.
    """

    def __init__(self, ballots: int, voters: int, share: Fraction) -> None:
        self.share, self.denominator = share.numerator, share.denominator
        self.prices: list[int] = []  # of the projects bought so far; like the share, in units of 1/denominator
        self.paid: list[tuple[int, ...]] = [(), ()]  # which of these prices a class has paid
        self.class_of = np.ones(ballots, dtype=np.int32)
        self.sizes = np.array([0, ballots])  # ballots per class
        self.grain = GRAIN_BITS - (int(share * voters) + 1).bit_length()  # a smallest amount is 2**grain grains
        self.coarse = np.array([0, self._grains_down(self.share)])
        self.slack = 1

    def crowd(self, supporters: Supporters) -> Crowd:
        """Count the supporters of a project class by class."""
        # bincount adds weights as doubles: exact for integers as long as voters are fewer than 2**53.
        counts = np.bincount(self.class_of[supporters.ballots], supporters.voters)
        classes = np.flatnonzero(counts)
        coarse = self.coarse[classes]
        order = np.argsort(coarse)
        classes = classes[order]
        return Crowd(classes, counts[classes].astype(np.int64), coarse[order], supporters.total)

    def money(self, crowd: Crowd) -> Fraction:
        """Return what a crowd holds together, in the smallest amount."""
        return Fraction(self._sum(crowd, len(crowd.classes)), self.denominator)

    def can_pay(self, crowd: Crowd, cost: int) -> bool:
        """Tell whether a crowd holds at least this much; exactly, though mostly without long integers."""
        low, needed = int(crowd.coarse @ crowd.voters), cost * self.denominator
        if low >= self._grains_up(needed):
            return True
        if low + crowd.total * self.slack <= self._grains_down(needed):
            return False
        return self._sum(crowd, len(crowd.classes)) >= needed

    def even_split(self, cost: int, payers: int) -> int:
        """Return a number of grains that a price is certainly not below: what everybody pays if all can."""
        return self._grains_down(cost * self.denominator) // payers

    def price_bounds(self, crowd: Crowd, cost: int) -> tuple[int, int]:
        """Return two numbers of grains between which the price of a project lies that its crowd can pay.

        If the poorest ``j`` classes give all they have and the others pay alike, these pay
        ``(cost - given[j]) / payers[j]``. The true price is the largest of these over all ``j``: whoever is taken to
        give less than the price gives all, and assuming otherwise only ever makes the others pay less.
        """
        needed = cost * self.denominator
        before = np.cumsum(crowd.voters) - crowd.voters
        spent = crowd.coarse * crowd.voters
        given = np.cumsum(spent) - spent
        payers = crowd.total - before
        low = ((self._grains_down(needed) - given - before * self.slack) // payers).max()
        high = -((given - self._grains_up(needed)) // payers).min()
        return max(int(low), 0), int(high)

    def price(self, crowd: Crowd, cost: int) -> Price:
        """Return the exact price of a project that its crowd can pay."""
        low, high = self.price_bounds(crowd, cost)
        # Whoever certainly holds less than the price gives all; whoever certainly holds as much pays it. Only the
        # classes in between are compared exactly, from the poorest on.
        poor = int(np.searchsorted(crowd.coarse, low - self.slack, side="right"))
        rich = int(np.searchsorted(crowd.coarse, high, side="left"))
        units = cost * self.denominator - self._sum(crowd, poor)
        payers = crowd.total - int(crowd.voters[:poor].sum())
        between = zip(crowd.classes[poor:rich].tolist(), crowd.voters[poor:rich].tolist(), strict=True)
        for amount, voters in sorted((self._amount(number), voters) for number, voters in between):
            if units <= amount * payers:
                break
            units -= amount * voters
            payers -= voters
        return Price(units, payers)

    def as_fraction(self, price: Price) -> Fraction:
        """Return a price in the smallest amount; prices are only good until the next payment."""
        return Fraction(price.units, price.payers * self.denominator)

    def pay(self, supporters: Supporters, price: Price) -> None:
        """Take the price from every supporter, or all they have from those with less."""
        units = self._refine(price)
        theirs = self.class_of[supporters.ballots]
        ballots = np.bincount(theirs)
        hit = np.flatnonzero(ballots)
        stay = hit[self._hold_more_than(hit, units)]
        whole = ballots[stay] == self.sizes[stay]  # a class that moves as a whole keeps its number
        numbers = np.where(whole, stay, len(self.paid) + np.cumsum(~whole) - 1)
        moved = np.zeros(len(ballots), dtype=np.int32)  # the others join class 0
        moved[stay] = numbers
        self.class_of[supporters.ballots] = moved[theirs]
        self.prices.append(units)
        self._remember(stay.tolist(), numbers.tolist())
        self._measure(numbers, self.coarse[stay] - self._grains_up(units))
        np.subtract.at(self.sizes, hit, ballots[hit])
        np.add.at(self.sizes, moved[hit], ballots[hit])

    def _refine(self, price: Price) -> int:
        """Make the denominator so fine that the price is a whole number of units, and return that number."""
        shrink = gcd(price.units, price.payers)
        finer = price.payers // shrink
        self.denominator *= finer
        self.share *= finer
        self.prices = [units * finer for units in self.prices]
        return price.units // shrink

    def _hold_more_than(self, classes: Integers, units: int) -> NDArray[np.bool_]:
        """Tell which classes have something left after this price; exactly, though mostly without long integers."""
        coarse = self.coarse[classes]
        certain = coarse >= self._grains_up(units)
        for near in np.flatnonzero(~certain & (coarse + self.slack > self._grains_down(units))).tolist():
            certain[near] = self._amount(int(classes[near])) > units
        return certain

    def _remember(self, before: list[int], now: list[int]) -> None:
        """Note that these classes paid the last price, in their place or as a new class."""
        paid, last = self.paid, (len(self.prices) - 1,)
        for old, new in zip(before, now, strict=True):
            if old == new:
                paid[old] += last
            else:
                paid.append(paid[old] + last)

    def _measure(self, classes: Integers, coarse: Integers) -> None:
        """Write down what is left in some classes. Rounding the price up once more makes the slack one grain wider."""
        grown = np.zeros(len(self.paid) - len(self.sizes), dtype=np.int64)
        self.sizes = np.concatenate((self.sizes, grown))
        self.coarse = np.concatenate((self.coarse, grown))
        self.coarse[classes] = np.maximum(coarse, 0)
        self.slack += 1

    def _amount(self, number: int) -> int:
        """What one voter of a class holds, in units."""
        return self.share - sum([self.prices[bought] for bought in self.paid[number]]) if number else 0

    def _sum(self, crowd: Crowd, classes: int) -> int:
        """What the supporters in the poorest classes hold together, in units."""
        numbers, voters = crowd.classes[:classes].tolist(), crowd.voters[:classes].tolist()
        return sum(self._amount(number) * many for number, many in zip(numbers, voters, strict=True))

    def _grains_down(self, units: int) -> int:
        up, down = max(self.grain, 0), max(-self.grain, 0)
        return (units << up) // (self.denominator << down)

    def _grains_up(self, units: int) -> int:
        return -self._grains_down(-units)
