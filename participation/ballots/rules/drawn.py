"""Ballots drawn by lot, for a rehearsal: what many people might choose, so that a team sees its rule at work."""

import random
from collections.abc import Mapping

from participation.ballots.rules.basket import BallotForm

#: How much more often the best liked project may be chosen than the least liked.
BEST_LIKED = 5


def drawn_ballots(form: BallotForm, offered: Mapping[str, int], number: int, *, seed: str) -> list[tuple[str, ...]]:
    """Return valid ballots; some projects are liked more than others, as in any town. The same seed draws the same.

    :param offered: the projects on the ballot with their costs, as for :meth:`BallotForm.check`.
    """
    chance = random.Random(seed)
    liked = {one: chance.randint(1, BEST_LIKED) for one in sorted(offered)}
    drawn = (_draw(form, offered, liked, chance) for _ in range(number))
    return [ballot for ballot in drawn if len(ballot) >= form.minimum]


def drawn_marks(form: BallotForm, offered: Mapping[str, int], number: int, *, seed: str) -> list[dict[str, int]]:
    """Return valid ballots that give each of their choices a number: points, grades or ranks."""
    chance = random.Random(f"{seed}|marks")
    return [_numbered(form, ballot, chance) for ballot in drawn_ballots(form, offered, number, seed=seed)]


def _numbered(form: BallotForm, chosen: tuple[str, ...], chance: random.Random) -> dict[str, int]:
    if form.grades is not None:
        return {one: chance.randint(1, form.grades) for one in chosen}
    if form.points is None:
        return {one: rank for rank, one in enumerate(chance.sample(chosen, len(chosen)), start=1)}
    given = dict.fromkeys(chosen[: form.points], 1)
    for _point in range(form.points - len(given)):
        given[chance.choice(chosen[: form.points])] += 1
    return given


def _draw(
    form: BallotForm, offered: Mapping[str, int], liked: Mapping[str, int], chance: random.Random
) -> tuple[str, ...]:
    """Choose one project after the other, as long as the ballot takes more and the person wants more."""
    most = min(form.maximum or len(offered), len(offered))
    wanted, chosen = chance.randint(min(form.minimum, most), most), ()
    while len(chosen) < wanted and (left := form.affordable(chosen, offered)):
        chosen += tuple(chance.choices(left, [liked[one] for one in left]))
    return tuple(sorted(chosen))
