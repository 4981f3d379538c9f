"""The tables of a vote: the poll and its contract, the rolls, the paper, the count and its result."""

from participation.ballots.models.bundle import MOST_ATTEMPTS, Bundle
from participation.ballots.models.contract import Choice, PollVersion
from participation.ballots.models.delivery import Delivery
from participation.ballots.models.keys import DocumentSeen, ListImport, ProofAttempt
from participation.ballots.models.log import PUBLIC_KEY, Cosignature, Head, Observer, Tile
from participation.ballots.models.paper import Duplicate, PaperBallot, SheetEntry, Urn
from participation.ballots.models.polls import Poll
from participation.ballots.models.results import ChannelCount, CouncilDecision, Counted, Tally
from participation.ballots.models.rolls import Basket, Elector, Envelope, Leaf, Roll
from participation.ballots.models.stamp import MOST_STAMP_ATTEMPTS, Stamp
from participation.ballots.models.turnout import TurnoutDay
from participation.ballots.models.vocabulary import (
    CIVIL,
    LISTED,
    NEED_BALLOTS,
    OTHER_RULES_OF,
    RULES_OF,
    SPENDING,
    BallotKind,
    BallotMark,
    BallotsPublished,
    Channel,
    Completion,
    DocumentKind,
    Duplicates,
    KeyMethod,
    LinkProof,
    Origin,
    Paper,
    Receipts,
    RuleName,
    Utility,
    VersionKind,
    WhenItDoesNotFit,
)

__all__ = [
    "CIVIL",
    "LISTED",
    "MOST_ATTEMPTS",
    "MOST_STAMP_ATTEMPTS",
    "NEED_BALLOTS",
    "OTHER_RULES_OF",
    "PUBLIC_KEY",
    "RULES_OF",
    "SPENDING",
    "BallotKind",
    "BallotMark",
    "BallotsPublished",
    "Basket",
    "Bundle",
    "Channel",
    "ChannelCount",
    "Choice",
    "Completion",
    "Cosignature",
    "CouncilDecision",
    "Counted",
    "Delivery",
    "DocumentKind",
    "DocumentSeen",
    "Duplicate",
    "Duplicates",
    "Elector",
    "Envelope",
    "Head",
    "KeyMethod",
    "Leaf",
    "LinkProof",
    "ListImport",
    "Observer",
    "Origin",
    "Paper",
    "PaperBallot",
    "Poll",
    "PollVersion",
    "ProofAttempt",
    "Receipts",
    "Roll",
    "RuleName",
    "SheetEntry",
    "Stamp",
    "Tally",
    "Tile",
    "TurnoutDay",
    "Urn",
    "Utility",
    "VersionKind",
    "WhenItDoesNotFit",
]
