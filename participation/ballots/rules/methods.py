"""Votes without money: yes or no, the most votes or points. Each is a rule like those of budgets, with an Outcome.

- ``YesNo``: the relative majority of a votation. Blank ballots are counted and told, and are neither yes nor no (French
  practice since the law of 21 February 2014). As many of both adopt nothing. With a quorum, the answer counts only when
  that many people voted, blank ballots included; the Council of Europe advises against quorums (Venice Commission,
  « Code of Good Practice on Referendums », 2007 and 2022): the manager decides, and the page tells it.
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
    :param quorum: how many people have to vote; None when the answer counts in any case.
    :param electorate: how many may vote, where a list says so; the turnout is told against it.
    """

    yes: str
    no: str
    quorum: int | None = None
    electorate: int | None = None

    name = "yes-no"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {
            "name": self.name,
            "yes": self.yes,
            "no": self.no,
            "quorum": self.quorum,
            "electorate": self.electorate,
        }

    def decide(self, profile: Profile) -> Outcome:
        """Return the answer that more people gave, when enough of them voted.

        :raises ValueError: when the ballot has other answers than yes and no.
        """
        if set(profile.place) != {self.yes, self.no}:
            raise ValueError("a question has the answers yes and no")
        votes = {one: profile.votes[profile.place[one]] for one in (self.yes, self.no)}
        stop = self._why(votes, profile.voters)
        chosen = max(votes, key=votes.__getitem__) if stop is Stop.DECIDED else None
        lost = Fate.QUORUM_MISSED if stop is Stop.QUORUM_MISSED else Fate.NOT_CHOSEN
        verdicts = tuple(
            Verdict(one, 0, number, Fate.CHOSEN if one == chosen else lost, 0, 1 if one == chosen else None)
            for one, number in votes.items()
        )
        details = {
            "yes": votes[self.yes],
            "no": votes[self.no],
            "blank": profile.voters - sum(votes.values()),
            "voters": profile.voters,
            "electorate": self.electorate,
        }
        return Outcome(self.as_json(), 0, profile.unit, profile.voters, verdicts, stop, details=details)

    def _why(self, votes: dict[str, int], voters: int) -> Stop:
        if self.quorum is not None and voters < self.quorum:
            return Stop.QUORUM_MISSED
        return Stop.NO_MAJORITY if votes[self.yes] == votes[self.no] else Stop.DECIDED


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
