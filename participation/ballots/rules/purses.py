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
from functools import cmp_to_key
from math import gcd
from operator import mul

import numpy as np
from numpy.typing import NDArray

from participation.ballots.rules.supporters import Integers, Supporters

#: All the money in play, in grains, stays below 2**61: sums and one addition per voter fit in 64 bits.
GRAIN_BITS = 61
#: More than anybody holds: what is due beyond it needs no exact figure.
ALL_GRAINS = 2**62
#: Bits in a byte of what a class has paid.
BYTE = 8
EVERYBODY = slice(None)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many supporters of a project stand in each class and give it the same points; empty rows left out.

    Rows are sorted from the least to the most money that a voter holds for each point.

    :param coarse: what one voter of each row holds at least, in grains.
    """

    classes: Integers
    points: Integers
    voters: Integers
    coarse: Integers
    total: int
    all_points: int


@dataclass(frozen=True, slots=True)
class Price:
    """What a supporter pays at most for each point: ``units / (payers * denominator)``.

    :param payers: how many points are paid in full; where ballots approve, how many supporters pay that price.
    """

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
        self.paid = np.zeros((2, 1), dtype=np.uint8)  # which of these prices a class has paid: a bit for each
        self.class_of = np.ones(ballots, dtype=np.int32)
        self.sizes = np.array([0, ballots])  # ballots per class
        self.grain = GRAIN_BITS - (int(share * voters) + 1).bit_length()  # a smallest amount is 2**grain grains
        self.coarse = np.array([0, self._grains_down(self.share)])
        self.slack = 1

    def crowd(self, supporters: Supporters) -> Crowd:
        """Count the supporters of a project class by class."""
        # bincount adds weights as doubles: exact for integers as long as voters are fewer than 2**53.
        counts = np.bincount(self._rows(supporters), supporters.voters)
        rows = np.flatnonzero(counts)
        classes, level = np.divmod(rows, len(supporters.levels))
        points, coarse = supporters.levels[level], self.coarse[classes]
        order = _from_the_poorest(coarse, points)
        return Crowd(
            classes[order],
            points[order],
            counts[rows[order]].astype(np.int64),
            coarse[order],
            supporters.total,
            supporters.points,
        )

    def _rows(self, supporters: Supporters) -> Integers:
        """Number the supporters by their class and their points."""
        classes = self.class_of[supporters.ballots]
        return classes if supporters.level is None else classes * len(supporters.levels) + supporters.level

    def money(self, crowd: Crowd) -> Fraction:
        """Return what a crowd holds together, in the smallest amount."""
        return Fraction(self._sum(crowd), self.denominator)

    def can_pay(self, crowd: Crowd, cost: int) -> bool:
        """Tell whether a crowd holds at least this much; exactly, though mostly without long integers."""
        low, needed = int(crowd.coarse @ crowd.voters), cost * self.denominator
        if low >= self._grains_up(needed):
            return True
        if low + crowd.total * self.slack <= self._grains_down(needed):
            return False
        return self._sum(crowd) >= needed

    def even_split(self, cost: int, payers: int) -> int:
        """Return a number of grains that a price is certainly not below: what each point costs if all can pay."""
        return self._grains_down(cost * self.denominator) // payers

    def price_bounds(self, crowd: Crowd, cost: int) -> tuple[int, int]:
        """Return two numbers of grains between which the price of a project lies that its crowd can pay.

        If the poorest ``j`` rows give all they have and the others pay alike for each point, these pay
        ``(cost - given[j]) / payers[j]``. The true price is the largest of these over all ``j``: whoever is taken to
        give less than the price gives all, and assuming otherwise only ever makes the others pay less.
        """
        needed = cost * self.denominator
        before = np.cumsum(crowd.voters) - crowd.voters
        spent = crowd.coarse * crowd.voters
        given = np.cumsum(spent) - spent
        weights = crowd.voters * crowd.points
        payers = crowd.all_points - np.cumsum(weights) + weights
        low = ((self._grains_down(needed) - given - before * self.slack) // payers).max()
        high = -((given - self._grains_up(needed)) // payers).min()
        return max(int(low), 0), int(high)

    def price(self, crowd: Crowd, cost: int) -> Price:
        """Return the exact price of a project that its crowd can pay."""
        low, high = self.price_bounds(crowd, cost)
        # Whoever certainly holds less than the price gives all; whoever certainly holds as much pays it. Only the
        # rows in between are compared exactly, from the poorest on.
        poor = -(-(crowd.coarse + self.slack) // crowd.points) <= low
        between = ~poor & (crowd.coarse // crowd.points < high)
        units = cost * self.denominator - self._sum(crowd, poor)
        payers = crowd.all_points - int(crowd.voters[poor] @ crowd.points[poor])
        rows = zip(*(column[between].tolist() for column in (crowd.classes, crowd.points, crowd.voters)), strict=True)
        held = [(self._amount(number), points, voters) for number, points, voters in rows]
        for amount, points, voters in sorted(held, key=cmp_to_key(_poorer)):
            if units * points <= amount * payers:
                break
            units -= amount * voters
            payers -= points * voters
        return Price(units, payers)

    def as_fraction(self, price: Price) -> Fraction:
        """Return a price in the smallest amount; prices are only good until the next payment."""
        return Fraction(price.units, price.payers * self.denominator)

    def pay(self, supporters: Supporters, price: Price) -> None:
        """Take the price from every supporter, once for each point, or all they have from those with less."""
        units = self._refine(price)
        due = [units * points for points in supporters.levels.tolist()]
        theirs = self._rows(supporters)
        ballots = np.bincount(theirs)
        hit = np.flatnonzero(ballots)
        classes, level = np.divmod(hit, len(due))
        stays = self._hold_more_than(classes, level, due)
        stay, before, level = hit[stays], classes[stays], level[stays]
        whole = ballots[stay] == self.sizes[before]  # a class that moves as a whole keeps its number
        numbers = np.where(whole, before, len(self.paid) + np.cumsum(~whole) - 1)
        moved = np.zeros(len(ballots), dtype=np.int32)  # the others join class 0
        moved[stay] = numbers
        self.class_of[supporters.ballots] = moved[theirs]
        first = len(self.prices)
        self.prices += due
        self._remember(before, numbers, first + level)
        grains = np.array([min(self._grains_up(units), ALL_GRAINS) for units in due])
        self._measure(numbers, self.coarse[before] - grains[level])
        np.subtract.at(self.sizes, classes, ballots[hit])
        np.add.at(self.sizes, moved[hit], ballots[hit])

    def _refine(self, price: Price) -> int:
        """Make the denominator so fine that the price is a whole number of units, and return that number."""
        shrink = gcd(price.units, price.payers)
        finer = price.payers // shrink
        self.denominator *= finer
        self.share *= finer
        self.prices = [units * finer for units in self.prices]
        return price.units // shrink

    def _hold_more_than(self, classes: Integers, level: Integers, due: list[int]) -> NDArray[np.bool_]:
        """Tell which classes have something left after what is due at this level of points.

        Exactly, though mostly without long integers.
        """
        coarse = self.coarse[classes]
        least = np.array([min(self._grains_up(units), ALL_GRAINS) for units in due])[level]
        most = np.array([min(self._grains_down(units), ALL_GRAINS) for units in due])[level]
        certain = coarse >= least
        for near in np.flatnonzero(~certain & (coarse + self.slack > most)).tolist():
            certain[near] = self._amount(int(classes[near])) > due[level[near]]
        return certain

    def _remember(self, before: Integers, now: Integers, prices: Integers) -> None:
        """Note that these classes paid these prices, in their place or as a new class."""
        missing = -(-len(self.prices) // BYTE) - self.paid.shape[1]
        if missing > 0:
            self.paid = np.pad(self.paid, ((0, 0), (0, missing)))
        rows = self.paid[before]
        rows[np.arange(len(rows)), prices // BYTE] |= (1 << prices % BYTE).astype(np.uint8)
        new = before != now
        self.paid[now[~new]] = rows[~new]
        self.paid = np.concatenate((self.paid, rows[new]))

    def _measure(self, classes: Integers, coarse: Integers) -> None:
        """Write down what is left in some classes. Rounding the price up once more makes the slack one grain wider."""
        grown = np.zeros(len(self.paid) - len(self.sizes), dtype=np.int64)
        self.sizes = np.concatenate((self.sizes, grown))
        self.coarse = np.concatenate((self.coarse, grown))
        self.coarse[classes] = np.maximum(coarse, 0)
        self.slack += 1

    def _amount(self, number: int) -> int:
        """What one voter of a class holds, in units."""
        if not number:
            return 0
        paid = self.paid[number].tolist()
        return self.share - sum(
            price for index, price in enumerate(self.prices) if paid[index // BYTE] >> index % BYTE & 1
        )

    def _sum(self, crowd: Crowd, those: NDArray[np.bool_] | slice = EVERYBODY) -> int:
        """What the supporters in some rows hold together, in units: their shares, less each price by who paid it."""
        holding = crowd.classes[those] > 0
        classes, voters = crowd.classes[those][holding], crowd.voters[those][holding]
        bits = np.unpackbits(self.paid[classes], axis=1, count=len(self.prices), bitorder="little")
        # As in a crowd, voters are added as doubles, and exactly.
        payers = (voters.astype(np.float64) @ bits.astype(np.float64)).astype(np.int64)
        return self.share * int(voters.sum()) - sum(map(mul, self.prices, payers.tolist()))

    def _grains_down(self, units: int) -> int:
        up, down = max(self.grain, 0), max(-self.grain, 0)
        return (units << up) // (self.denominator << down)

    def _grains_up(self, units: int) -> int:
        return -self._grains_down(-units)


def _from_the_poorest(coarse: Integers, points: Integers) -> Integers:
    """Return the order of rows by what they hold for each point, exactly.

    Where quotients are equal, remainders are below the points and fit a double: two different fractions with
    denominators below 2**25 stay apart there.
    """
    if points.size == 0 or points.max() == 1:
        return np.argsort(coarse)
    whole, rest = np.divmod(coarse, points)
    return np.lexsort((rest / points, whole))


def _poorer(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """Compare two rows (amount, points, voters) by amount for each point."""
    return one[0] * other[1] - other[0] * one[1]
