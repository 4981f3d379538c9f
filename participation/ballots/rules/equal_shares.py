"""Equal shares (« parts égales »): every voter gets the same share of the envelope, and projects are bought by
those who support them.

Definition: D. Peters, G. Pierczyński, P. Skowron, « Proportional Participatory Budgeting with Additive Utilities »,
NeurIPS 2021. A project can be bought when its supporters together still hold its cost. They pay alike; whoever has
less than that price gives all that is left. The next project bought is the one with the lowest price for what it
brings its supporters (ρ): price divided by the cost (utility ``cost``: a project is worth what it costs) or the
price itself (utility ``cardinality``: each project is worth the same). Ties go to the smaller id.

As shares are rarely spent to the last cent, ``add1`` gives every voter one more whole unit of the currency and counts
again from the start, round by round. It begins with the share rounded down to whole units, and keeps the last result
that the envelope pays (P. Faliszewski et al., « Participatory Budgeting: Data, Tools and Analysis », IJCAI 2023; so
did Wieliczka, Świecie and Assen).

All decisions are taken on integers; see ``purses`` for how.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.outcome import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.shopping import Round, Shop


@dataclass(frozen=True, slots=True)
class EqualShares:
    """The rule « parts égales », with its settings.

    :param utility: what a winning project is worth to those who chose it: its ``cost``, or one (``cardinality``).
    :param completion: ``none``; ``add1``, which ends when no project is left that the envelope could pay, or before
        the round that would overspend; ``add1-until-overspend``, which ends only before that round.
    """

    utility: Literal["cost", "cardinality"] = "cost"
    completion: Literal["none", "add1", "add1-until-overspend"] = "none"
    conditions: Conditions = field(default_factory=Conditions)

    name = "equal-shares"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {
            "name": self.name,
            "utility": self.utility,
            "completion": self.completion,
            **self.conditions.as_json(),
        }

    def decide(self, profile: Profile) -> Outcome:
        """Buy projects with equal shares, round after round when shares are completed.

        :raises BallotsNeeded: when only totals are known.
        """
        shop = Shop(profile, self.conditions, by_cost=self.utility == "cost")
        if self.completion == "none":
            share = Fraction(profile.envelope, max(profile.voters, 1))
            last, stop, rounds = shop.spend(share), None, None
        else:
            last, stop, rounds = self._add_one_by_one(shop, profile)
        return Outcome(
            rule=self.as_json(),
            envelope=profile.envelope,
            unit=profile.unit,
            voters=profile.voters,
            verdicts=tuple(_verdicts(shop, last, profile)),
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


def _verdicts(shop: Shop, last: Round, profile: Profile) -> Iterator[Verdict]:
    """Tell the purchases in their order, then the other projects from the most to the least chosen."""
    left = profile.envelope
    for order, bought in enumerate(last.purchases, start=1):
        project = profile.projects[bought.place]
        yield Verdict(
            id=project.id,
            cost=project.cost,
            support=profile.votes[bought.place],
            fate=Fate.BOUGHT,
            left=left,
            order=order,
            price=bought.price,
            full_payers=bought.full_payers,
            tied_with=tuple(profile.projects[place].id for place in bought.tied_with),
        )
        left -= project.cost
    won = {bought.place for bought in last.purchases}
    others = [place for place in range(len(profile.projects)) if place not in won]
    for place in sorted(others, key=lambda place: (-profile.votes[place], place)):
        project = profile.projects[place]
        fate, money = shop.why_not(place, last)
        yield Verdict(project.id, project.cost, profile.votes[place], fate, left, supporters_money=money)
