"""Majority judgment (« jugement majoritaire »): each answer is given a grade, and the best median wins.

M. Balinski, R. Laraki, « Majority Judgment: Measuring, Ranking, and Electing », MIT Press, 2011. The majority grade
of an answer is its median, the lower one of two. Answers with the same median are parted by taking one ballot with that
grade away from each and comparing the new medians, again and again. What a ballot does not grade is graded
« À rejeter », as in the votes of the association Mieux Voter; a blank ballot grades nothing, so it says « À rejeter »
of nobody and is left out. Answers that are still level have exactly the same grades; the smaller id comes first.

Taking medians away walks from the middle of the sorted grades outwards, so that the grades in that order can be
compared at once.
"""

from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from typing import Any

from participation.ballots.rules.methods import verdicts_of
from participation.ballots.rules.outcome import Outcome, Stop
from participation.ballots.rules.profile import Profile
from participation.ballots.rules.refusals import BallotsNeeded

#: From the worst to the best; on a ballot the first is 1 and the last is 6.
GRADES = ("À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Très bien")


@dataclass(frozen=True, slots=True)
class MajorityJudgment:
    """Majority judgment with the six French grades.

    :param seats: how many win, the best first.
    :param grades: their names from the worst to the best, for those who read the sealed file.
    """

    seats: int = 1
    grades: tuple[str, ...] = GRADES

    name = "majority-judgment"

    def as_json(self) -> dict[str, Any]:
        """Return the rule as it stands in a sealed rule file."""
        return {"name": self.name, "seats": self.seats, "grades": list(self.grades)}

    def decide(self, profile: Profile) -> Outcome:
        """Sort the answers by their grades from the middle outwards.

        :raises BallotsNeeded: when grades are not known.
        """
        ids = [project.id for project in profile.projects]
        counts = grade_counts(profile)
        merit = [from_the_middle(one) for one in counts]
        ranked = sorted(range(len(ids)), key=lambda place: ([-grade for grade in merit[place]], place))
        support = {one: sum(counts[place][1:]) for place, one in enumerate(ids)}
        verdicts = verdicts_of([ids[place] for place in ranked], support, profile, self.seats)
        details = {
            "grades": [[ids[place], counts[place]] for place in ranked],
            "medians": [[ids[place], merit[place][0] if merit[place] else 0] for place in ranked],
            "level": [[ids[one], ids[two]] for one, two in pairwise(ranked) if merit[one] == merit[two]],
        }
        return Outcome(self.as_json(), 0, profile.unit, profile.voters, tuple(verdicts), Stop.DECIDED, details=details)


def grade_counts(profile: Profile) -> list[list[int]]:
    """Count, for each answer, the ballots by grade from the worst to the best.

    :raises BallotsNeeded: when grades are not known.
    """
    if profile.pointed is None:
        raise BallotsNeeded
    counts = [[0] * len(GRADES) for _ in profile.projects]
    for pairs, voters in profile.pointed.items():
        given = dict(pairs)
        for place, count in enumerate(counts):
            if pairs:
                count[given.get(place, 1) - 1] += voters
    return counts


def from_the_middle(counts: list[int]) -> list[int]:
    """Return the grades in the order in which medians are taken away, 1 for the worst.

    >>> from_the_middle([1, 0, 2, 0, 0, 1])
    [3, 3, 1, 6]
    """
    grades = list(chain.from_iterable(repeat(grade, number) for grade, number in enumerate(counts, start=1)))
    middle = (len(grades) - 1) // 2
    below, above = grades[middle::-1] if grades else [], grades[middle + 1 :]
    first, second = (below, above) if len(grades) % 2 == 0 else (below[1:], above)
    head = [] if len(grades) % 2 == 0 else below[:1]
    return head + [grade for pair in zip(first, second, strict=True) for grade in pair]
