"""The rules of voting, pure and exact: neither Django, nor the clock, nor a float.

Start reading here, then ``greedy.py``: it is short, and what most règlements say.

    ballots or totals ──→ Profile ──→ tally(profile, rule) ──→ Outcome ──→ canonical_json

- ``profile``      what was counted: ``Project``, ``Profile.from_ballots`` and ``.from_totals``;
- ``approvals``    grouped ballots, as numbers with a bit for each project;
- ``greedy``       les plus soutenus, tant que l'enveloppe suffit;
- ``equal_shares`` parts égales, with its rounds in ``shopping`` and its money in ``purses``;
- ``phragmen``     everybody receives money at the same pace, supporters buy as soon as they can;
- ``preferred``    of the outcomes of two rules, the one that more voters prefer;
- ``envelopes``    several envelopes in one vote, by theme or by zone;
- ``methods``      votes without money: yes or no, the most votes or points;
- ``judgment``     majority judgment;
- ``rankings``     ballots that rank: Schulze, instant run-off;
- ``conditions``   minimum of votes, maximum of winners, cap per project, projects that exclude each other;
- ``outcome``      for every project what became of it, and why;
- ``sealed``       ``tally``, and a rule to and from its sealed JSON;
- ``canonical``    the only bytes of a value, and their hash;
- ``basket``       what makes a ballot valid before it is cast;
- ``drawn``        ballots drawn by lot, for a rehearsal;
- ``ballot_file``  real votes in Pabulib's ``.pb`` format, with ``file_votes``;
- ``refusals``     what these rules refuse, by name.
"""

from participation.ballots.rules.ballot_file import BallotFile, load, read
from participation.ballots.rules.basket import BallotForm
from participation.ballots.rules.canonical import canonical_json, fingerprint
from participation.ballots.rules.conditions import Conditions
from participation.ballots.rules.envelopes import Envelopes, Part
from participation.ballots.rules.equal_shares import EqualShares
from participation.ballots.rules.greedy import Greedy
from participation.ballots.rules.judgment import MajorityJudgment
from participation.ballots.rules.methods import MostVotes, YesNo
from participation.ballots.rules.outcome import Fate, Outcome, Stop, Verdict
from participation.ballots.rules.phragmen import Phragmen
from participation.ballots.rules.preferred import BudgetRule, Preferred
from participation.ballots.rules.profile import Profile, Project
from participation.ballots.rules.rankings import InstantRunoff, Schulze
from participation.ballots.rules.sealed import rule_from_json, tally

__all__ = [
    "BallotFile",
    "BallotForm",
    "BudgetRule",
    "Conditions",
    "Envelopes",
    "EqualShares",
    "Fate",
    "Greedy",
    "InstantRunoff",
    "MajorityJudgment",
    "MostVotes",
    "Outcome",
    "Part",
    "Phragmen",
    "Preferred",
    "Profile",
    "Project",
    "Schulze",
    "Stop",
    "Verdict",
    "YesNo",
    "canonical_json",
    "fingerprint",
    "load",
    "read",
    "rule_from_json",
    "tally",
]
