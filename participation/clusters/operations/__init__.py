"""What can happen to clusters of accounts: found, decided, contested, and carried out before the count."""

from participation.clusters.operations.contesting import (
    AlreadyContested,
    ContestOver,
    ContestWithoutReason,
    NothingToContest,
    answer_review,
    ask_review,
)
from participation.clusters.operations.deciding import (
    AlreadyDecided,
    DecisionWithoutReason,
    TooLateToDecide,
    decide_cluster,
    search_clusters,
)
from participation.clusters.operations.settling import (
    ClustersUndecided,
    ContestOpen,
    ReviewsUnanswered,
    require_settled,
    settle_clusters,
)

__all__ = [
    "AlreadyContested",
    "AlreadyDecided",
    "ClustersUndecided",
    "ContestOpen",
    "ContestOver",
    "ContestWithoutReason",
    "DecisionWithoutReason",
    "NothingToContest",
    "ReviewsUnanswered",
    "TooLateToDecide",
    "answer_review",
    "ask_review",
    "decide_cluster",
    "require_settled",
    "search_clusters",
    "settle_clusters",
]
