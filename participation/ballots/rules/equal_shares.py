"""Equal shares (« parts égales »): every voter gets the same share of the envelope, and projects are bought by
those who support them.

Definition: D. Peters, G. Pierczyński, P. Skowron, « Proportional Participatory Budgeting with Additive Utilities »,
NeurIPS 2021. A project can be bought when its supporters together still hold its cost. They pay alike; whoever has
less than that price gives all that is left. The next project bought is the one with the lowest price for what it
brings its supporters (ρ): price divided by the cost (utility ``cost``: a project is worth what it costs) or the
price itself (utility ``cardinality``: each project is worth the same). Where points count, a project is worth that
much for each point, and supporters pay in proportion to the points they gave. Ties go to the smaller id.

As shares are rarely spent to the last cent, the result may be completed. ``add1`` gives every voter one more whole
unit of the currency and counts again from the start, round by round. It begins with the share rounded down to whole
units, and keeps the last result that the envelope pays (P. Faliszewski et al., « Participatory Budgeting: Data, Tools
and Analysis », IJCAI 2023; so did Wieliczka, Świecie and Assen). ``greedy`` keeps what equal shares bought, and goes
on with the money that is left, from the most supported of the other projects down.

All decisions are taken on integers; see ``purses`` for how.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.greedy import Greedy, Walk
from participation.ballots.rules.outcome import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.shopping import Round, Shop


@dataclass(frozen=True, slots=True)
class EqualShares:
    """The rule « parts égales », with its settings.

    :param utility: what a winning project is worth to those who chose it: its ``cost``, or one (``cardinality``).
    :param completion: ``none``; ``add1``, which ends when no project is left that the envelope could pay, or before
        the round that would overspend; ``add1-until-overspend``, which ends only before that round; ``greedy``.
    :param by: count ``votes``, or ``points`` on ballots that give some.
    """

    utility: Literal["cost", "cardinality"] = "cost"
    completion: Literal["none", "add1", "add1-until-overspend", "greedy"] = "none"
    conditions: Conditions = field(default_factory=Conditions)
    by: Literal["votes", "points"] = "votes"

    name = "equal-shares"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {
            "name": self.name,
            "utility": self.utility,
            "completion": self.completion,
            "by": self.by,
            **self.conditions.as_json(),
        }

    def decide(self, profile: Profile) -> Outcome:
        """Buy projects with equal shares, round after round when shares are completed.

        :raises BallotsNeeded: when only totals are known.
        """
        shop = Shop(profile, self.conditions, by_cost=self.utility == "cost", by_points=self.by == "points")
        if self.completion in ("none", "greedy"):
            share = Fraction(profile.envelope, max(profile.voters, 1))
            last, stop, rounds = shop.spend(share), None, None
        else:
            last, stop, rounds = self._add_one_by_one(shop, profile)
        verdicts = [*_bought(shop, last)]
        if self.completion == "greedy":
            walk = self._walk_on(shop, verdicts)
            verdicts, stop = walk.verdicts, _why_completed(walk)
        else:
            verdicts += _not_bought(shop, last)
        return Outcome(
            rule=self.as_json(),
            envelope=profile.envelope,
            unit=profile.unit,
            voters=profile.voters,
            verdicts=tuple(verdicts),
            stop=stop or shop.complete(last) or Stop.SHARES_SPENT,
            share=last.share,
            rounds=rounds,
        )

    def _add_one_by_one(self, shop: Shop, profile: Profile) -> tuple[Round, Stop, int]:
        """Raise the share by one whole unit per voter until a reason to stop; count the units that were added."""
        first = profile.envelope // (max(profile.voters, 1) * profile.unit) * profile.unit
        share = shop.last_idle_share(first, needs_room=self.completion == "add1")
        last = shop.spend(Fraction(share))
        while not (stop := self._finished(shop, last, profile)):
            following = shop.spend(Fraction(share + profile.unit))
            if following.spent > profile.envelope:
                stop = Stop.NEXT_SHARE_OVERSPENDS
                break
            share, last = share + profile.unit, following
        return last, stop, (share - first) // profile.unit

    def _finished(self, shop: Shop, last: Round, profile: Profile) -> Stop | None:
        if complete := shop.complete(last):
            return complete
        left = profile.envelope - last.spent
        if self.completion == "add1" and not any(project.cost <= left for project in shop.not_bought(last)):
            return Stop.NOTHING_LEFT_FITS
        return None

    def _walk_on(self, shop: Shop, bought: list[Verdict]) -> Walk:
        """Go on with the money that is left, as ``greedy`` does: what does not fit is skipped."""
        walk = Walk(Greedy(conditions=self.conditions), shop.profile.envelope)
        for verdict in bought:
            walk.note(verdict)
        won = set(walk.winners)
        for place in _from_the_most_supported(shop):
            project = shop.profile.projects[place]
            if project.id not in won:
                walk.note(walk.judge(project, shop.support[place]))
        return walk


def _why_completed(walk: Walk) -> Stop:
    stop = walk.why_it_ended()
    return Stop.COMPLETED if stop is Stop.ALL_EXAMINED else stop


def _from_the_most_supported(shop: Shop) -> list[int]:
    return sorted(range(len(shop.support)), key=lambda place: (-shop.support[place], place))


def _bought(shop: Shop, last: Round) -> Iterator[Verdict]:
    """Tell the purchases in their order."""
    profile, left = shop.profile, shop.profile.envelope
    for order, bought in enumerate(last.purchases, start=1):
        project = profile.projects[bought.place]
        yield Verdict(
            id=project.id,
            cost=project.cost,
            support=shop.support[bought.place],
            fate=Fate.BOUGHT,
            left=left,
            order=order,
            price=bought.price,
            full_payers=bought.full_payers,
            tied_with=tuple(profile.projects[place].id for place in bought.tied_with),
        )
        left -= project.cost


def _not_bought(shop: Shop, last: Round) -> Iterator[Verdict]:
    """Tell the other projects, from the most to the least supported."""
    left = shop.profile.envelope - last.spent
    won = {bought.place for bought in last.purchases}
    for place in _from_the_most_supported(shop):
        if place not in won:
            project, support = shop.profile.projects[place], shop.support[place]
            fate, money, rival = shop.why_not(place, last)
            yield Verdict(project.id, project.cost, support, fate, left, supporters_money=money, excluded_by=rival)
