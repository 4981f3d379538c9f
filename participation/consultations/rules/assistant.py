"""How a town of 20,000 runs a participatory budget: how long each phase lasts, and who does what when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Hand(StrEnum):
    """Who does it."""

    SERVICE = "service"
    COMMISSION = "commission"
    ELECTED = "elected"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase in whole days; it closes as its last day begins, at midnight."""

    kind: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody does by a day; ``letter`` names the text that goes with it."""

    code: str
    hand: Hand
    due_on: date
    letter: str = ""


#: Weeks that each phase lasts, in order: eleven weeks to hear and judge ideas, seven to study them, seven to choose.
WEEKS = {
    "ideas": 6,
    "admissibility": 3,
    "study": 8,
    "campaign": 4,
    "vote": 3,
    "count": 1,
    "result": 3,
    "delivery": 52,
}

#: Code → who, the phase it hangs on, days from its opening, whether it is only for votes on paper, its letter.
TASKS: dict[str, tuple[Hand, str, int, bool, str]] = {
    "proofread": (Hand.SERVICE, "ideas", -45, False, ""),
    "deliberate_rules": (Hand.ELECTED, "ideas", -30, False, ""),
    "name_commission": (Hand.ELECTED, "ideas", -21, False, ""),
    "announce": (Hand.SERVICE, "ideas", -7, False, "call"),
    "welcome": (Hand.AGENT, "ideas", -3, False, ""),
    "meet": (Hand.ELECTED, "ideas", 14, False, ""),
    "last_days": (Hand.SERVICE, "ideas", 35, False, "last_days"),
    "decide": (Hand.COMMISSION, "admissibility", 14, False, ""),
    "assign": (Hand.SERVICE, "study", 3, False, ""),
    "conclude": (Hand.SERVICE, "study", 42, False, ""),
    "order_ballot": (Hand.COMMISSION, "study", 49, False, ""),
    "show": (Hand.SERVICE, "campaign", 0, False, ""),
    "debate": (Hand.ELECTED, "campaign", 10, False, ""),
    "rehearse": (Hand.SERVICE, "vote", -14, False, ""),
    "seal": (Hand.SERVICE, "vote", -7, False, ""),
    "urns": (Hand.AGENT, "vote", -3, True, ""),
    "call_to_vote": (Hand.SERVICE, "vote", 0, False, "vote"),
    "strike_off": (Hand.AGENT, "count", 0, True, ""),
    "sheets": (Hand.AGENT, "count", 1, True, ""),
    "witness": (Hand.COMMISSION, "count", 2, False, ""),
    "tell_result": (Hand.SERVICE, "result", 1, False, "result"),
    "deliberate_result": (Hand.ELECTED, "result", 14, False, ""),
    "give_news": (Hand.SERVICE, "delivery", 90, False, ""),
}


def calendar_from(starts_on: date) -> list[Stretch]:
    """Lay the phases one after the other, without a gap, from the day on which ideas are welcome."""
    stretches, day = [], starts_on
    for kind, weeks in WEEKS.items():
        end = day + timedelta(weeks=weeks)
        stretches.append(Stretch(kind, day, end))
        day = end
    return stretches


def tasks_for(calendar: Sequence[Stretch], *, paper: bool) -> list[Task]:
    """Say who does what by when, the earliest first; what only a vote on paper needs is left out without it."""
    opening = {stretch.kind: stretch.opens_on for stretch in calendar}
    tasks = [
        Task(code, hand, opening[kind] + timedelta(days=days), letter)
        for code, (hand, kind, days, only_paper, letter) in TASKS.items()
        if paper or not only_paper
    ]
    return sorted(tasks, key=lambda task: (task.due_on, task.code))
