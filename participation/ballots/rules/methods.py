"""Votes without money: yes or no, the most votes or points. Each is a rule like those of budgets, with an Outcome.

- ``YesNo``: the relative majority of a votation. Blank ballots are counted and told, and are neither yes nor no (French
  practice since the law of 21 February 2014). As many of both adopt nothing. A quorum is no matter of the count: it
  compares the voters of all channels, void papers included, with the sealed number (see ``results``). The Council of
  Europe advises against quorums (Venice Commission, « Code of Good Practice on Referendums », 2007 and 2022): the
  manager decides, and the page tells it.
- ``MostVotes``: whoever has the most votes (single choice, one to n choices: approval voting, S. Brams, P. Fishburn,
  « Approval Voting », 1978) or the most points (cumulative voting). Ties go to the smaller id.

Both need totals only, so that sheets of polling places count like ballots.
"""

from dataclasses import dataclass
from typing import Any, Literal

from participation.ballots.rules.greedy import telling_ties
from participation.ballots.rules.outcome import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.profile import Profile


@dataclass(frozen=True, slots=True)
class YesNo:
    """One question, answered by yes, no or blank.

    :param yes: the id of the answer yes.
    :param no: the id of the answer no.
    """

    yes: str = "oui"
    no: str = "non"

    name = "yes-no"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {"name": self.name, "yes": self.yes, "no": self.no}

    def decide(self, profile: Profile) -> Outcome:
        """Return the answer that more people gave.

        :raises ValueError: when the ballot has other answers than yes and no.
        """
        if set(profile.place) != {self.yes, self.no}:
            raise ValueError("a question has the answers yes and no")
        votes = {one: profile.votes[profile.place[one]] for one in (self.yes, self.no)}
        level = votes[self.yes] == votes[self.no]
        chosen = None if level else max(votes, key=votes.__getitem__)
        verdicts = tuple(
            Verdict(one, 0, number, Fate.CHOSEN if one == chosen else Fate.NOT_CHOSEN, 0, 1 if one == chosen else None)
            for one, number in votes.items()
        )
        details = {
            "yes": votes[self.yes],
            "no": votes[self.no],
            "blank": profile.voters - sum(votes.values()),
        }
        stop = Stop.NO_MAJORITY if level else Stop.DECIDED
        return Outcome(self.as_json(), 0, profile.unit, profile.voters, verdicts, stop, details=details)


@dataclass(frozen=True, slots=True)
class MostVotes:
    """Whoever has the most votes, or points; nobody wins without one.

    :param by: compare ``votes``, or ``points`` on ballots that give some.
    :param seats: how many win.
    """

    by: Literal["votes", "points"] = "votes"
    seats: int = 1

    name = "most-votes"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {"name": self.name, "by": self.by, "seats": self.seats}

    def decide(self, profile: Profile) -> Outcome:
        """Sort the answers by what they got, and keep the first."""
        support = profile.votes if self.by == "votes" else profile.points
        got = {project.id: number for project, number in zip(profile.projects, support, strict=True)}
        ranked = sorted(got, key=lambda one: (-got[one], one))
        verdicts = [*verdicts_of(ranked, got, profile, self.seats)]
        return Outcome(self.as_json(), 0, profile.unit, profile.voters, telling_ties(verdicts), Stop.DECIDED)


def verdicts_of(ranked: list[str], support: dict[str, int], profile: Profile, seats: int) -> list[Verdict]:
    """Write verdicts for answers sorted from the best: the first win, as far as they may and anybody chose them."""
    gone = {project.id for project in profile.projects if project.withdrawn}
    verdicts: list[Verdict] = []
    order = 0
    for one in ranked:
        won = one not in gone and order < seats and support[one] > 0
        order += won
        fate = Fate.CHOSEN if won else Fate.WITHDRAWN if one in gone else Fate.NOT_CHOSEN
        verdicts.append(Verdict(one, 0, support[one], fate, 0, order if won else None))
    return verdicts
