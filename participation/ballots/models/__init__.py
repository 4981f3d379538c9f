"""The tables of a vote: the poll and its contract, the rolls, the paper, the count and its result."""

from participation.ballots.models.contract import Choice, PollVersion
from participation.ballots.models.delivery import Delivery
from participation.ballots.models.paper import Duplicate, PaperBallot, SheetEntry, Urn
from participation.ballots.models.polls import Poll
from participation.ballots.models.results import ChannelCount, CouncilDecision, Counted, Tally
from participation.ballots.models.rolls import Basket, Elector, Envelope, Leaf, Roll
from participation.ballots.models.turnout import TurnoutDay
from participation.ballots.models.vocabulary import (
    BallotKind,
    BallotMark,
    Channel,
    Completion,
    Duplicates,
    KeyMethod,
    Origin,
    Paper,
    RuleName,
    VersionKind,
    WhenItDoesNotFit,
)

__all__ = [
    "BallotKind",
    "BallotMark",
    "Basket",
    "Channel",
    "ChannelCount",
    "Choice",
    "Completion",
    "CouncilDecision",
    "Counted",
    "Delivery",
    "Duplicate",
    "Duplicates",
    "Elector",
    "Envelope",
    "KeyMethod",
    "Leaf",
    "Origin",
    "Paper",
    "PaperBallot",
    "Poll",
    "PollVersion",
    "Roll",
    "RuleName",
    "SheetEntry",
    "Tally",
    "TurnoutDay",
    "Urn",
    "VersionKind",
    "WhenItDoesNotFit",
]
