"""The tables of a vote: the poll and its contract, the rolls, the paper, the count and its result."""

from participation.ballots.models.contract import Choice, PollVersion
from participation.ballots.models.delivery import Delivery
from participation.ballots.models.keys import DocumentSeen, ListImport, ProofAttempt
from participation.ballots.models.paper import Duplicate, PaperBallot, SheetEntry, Urn
from participation.ballots.models.polls import Poll
from participation.ballots.models.results import ChannelCount, CouncilDecision, Counted, Tally
from participation.ballots.models.rolls import Basket, Elector, Envelope, Leaf, Roll
from participation.ballots.models.vocabulary import (
    CIVIL,
    LISTED,
    BallotKind,
    BallotMark,
    Channel,
    Completion,
    DocumentKind,
    Duplicates,
    KeyMethod,
    LinkProof,
    Origin,
    Paper,
    RuleName,
    VersionKind,
    WhenItDoesNotFit,
)

__all__ = [
    "CIVIL",
    "LISTED",
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
    "DocumentKind",
    "DocumentSeen",
    "Duplicate",
    "Duplicates",
    "Elector",
    "Envelope",
    "KeyMethod",
    "Leaf",
    "LinkProof",
    "ListImport",
    "Origin",
    "Paper",
    "PaperBallot",
    "Poll",
    "PollVersion",
    "ProofAttempt",
    "Roll",
    "RuleName",
    "SheetEntry",
    "Tally",
    "Urn",
    "VersionKind",
    "WhenItDoesNotFit",
]
