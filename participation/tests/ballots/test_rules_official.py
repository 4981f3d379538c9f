"""Real votes and the winners that their towns published.

The files carry no licence, so they are not in the repository: they are read beside it, where they are.
"""

from pathlib import Path

import pytest
from django.conf import settings

from participation.ballots.rules import Conditions, EqualShares, Fate, Greedy, Preferred, load, tally

FILES = Path(settings.BASE_DIR).parent / "shared" / "data" / "pb"


def vote(name):
    path = FILES / f"{name}.pb"
    if not path.exists():
        pytest.skip(f"REAL VOTES NOT CHECKED: {path} is not there")
    return load(path)


#: What each town says it did, as the rule of this house; a file that is not here fails the test.
AS_THE_TOWN_DID = {
    "Netherlands_Assen_2024": (EqualShares(completion="add1"), set()),
    "Poland_Czestochowa_2025_Grabowka": (Greedy(by="points", conditions=Conditions(minimum=300)), set()),
    # 24 and 26 have 40 points each and only one of them fits. The town kept 26; we go by the smaller id.
    "Poland_Krakow_2022_Czyzyny": (Greedy(by="points"), {"24", "26"}),
    "Poland_Swiecie_2023": (EqualShares(completion="add1"), set()),
    "Poland_Warszawa_2025_Wilanow": (Greedy(), set()),
    "Poland_Warszawa_2026_Blonia_Wilanowskie": (Greedy(conditions=Conditions(minimum=30)), set()),
    "Poland_Wieliczka_2023_Green_Budget": (EqualShares(completion="add1-until-overspend"), set()),
}
#: Withdrawn by the town during the vote, as its own announcement says.
WITHDRAWN = {"Poland_Swiecie_2023": ["c22"]}


def test_every_file_that_says_who_won_is_reproduced_but_for_a_tie():
    paths = sorted(FILES.glob("*.pb"))
    if not paths:
        pytest.skip(f"REAL VOTES NOT CHECKED: no file in {FILES}")
    files = {path.stem: load(path) for path in paths}
    official = {name: file for name, file in files.items() if file.official_winners is not None}
    assert set(official) == set(AS_THE_TOWN_DID)
    for name, file in official.items():
        rule, parted_by_a_tie = AS_THE_TOWN_DID[name]
        outcome = tally(file.profile.without(WITHDRAWN.get(name, [])), rule)
        assert set(outcome.winners) ^ file.official_winners == parted_by_a_tie, name


def test_wieliczka_2023_preferred_equal_shares_to_the_usual_rule():
    file = vote("Poland_Wieliczka_2023_Green_Budget")
    outcome = tally(file.profile, Preferred(EqualShares(completion="add1-until-overspend"), Greedy()))
    assert outcome.comparison.kept == "first"
    assert set(outcome.winners) == file.official_winners


def test_wieliczka_2023_was_decided_by_add1_until_overspend():
    file = vote("Poland_Wieliczka_2023_Green_Budget")
    until = tally(file.profile, EqualShares(completion="add1-until-overspend"))
    assert (len(until.winners), until.spent) == (30, 995_079_00)
    assert set(until.winners) == file.official_winners
    add1 = tally(file.profile, EqualShares(completion="add1"))
    assert (len(add1.winners), add1.spent) == (31, 984_579_00)


def test_swiecie_2023_was_decided_by_add1_without_the_withdrawn_project():
    file = vote("Poland_Swiecie_2023")
    outcome = tally(file.profile.without(["c22"]), EqualShares(completion="add1"))
    assert (len(outcome.winners), outcome.spent) == (17, 1_040_337_00)
    assert set(outcome.winners) == file.official_winners
    assert outcome.verdict("c22").fate is Fate.WITHDRAWN


def test_assen_2024_was_decided_by_add1():
    file = vote("Netherlands_Assen_2024")
    outcome = tally(file.profile, EqualShares(completion="add1"))
    assert (len(outcome.winners), outcome.spent) == (9, 76_700_00)
    assert set(outcome.winners) == file.official_winners


def test_blonia_wilanowskie_2026_with_and_without_a_majority_that_takes_all():
    file = vote("Poland_Warszawa_2026_Blonia_Wilanowskie")
    assert [finding.code for finding in file.findings] == ["doubled_choices", "votes_differ"]
    outcome = tally(file.profile, EqualShares())
    assert "1888" in outcome.winners
    assert "1481" not in outcome.winners
    greedy = tally(file.profile, Greedy(conditions=Conditions(minimum=30)))
    assert set(greedy.winners) == file.official_winners


def test_zandka_2021_a_project_that_costs_all_shares_together_is_bought():
    profile = vote("Poland_Zabrze_2021_Zandka").profile
    assert 105 * (155_000 / 105) < 155_000 or sum([155_000 / 105] * 105) < 155_000  # what floats make of it
    for rule in (EqualShares(), EqualShares(utility="cardinality"), Greedy()):
        assert tally(profile, rule).winners == ("P0058",)


def test_wilanow_2025_with_a_tie():
    file = vote("Poland_Warszawa_2025_Wilanow")
    outcome = tally(file.profile, Greedy())
    assert set(outcome.winners) == file.official_winners
    assert outcome.verdict("1598").tied_with == ("511",)


def test_grabowka_2025_by_points_with_a_minimum():
    file = vote("Poland_Czestochowa_2025_Grabowka")
    outcome = tally(file.profile, Greedy(by="points", conditions=Conditions(minimum=300)))
    assert set(outcome.winners) == file.official_winners


def test_czyzyny_2022_and_its_tie_for_the_last_euros():
    outcome = tally(vote("Poland_Krakow_2022_Czyzyny").profile, Greedy(by="points"))
    assert outcome.verdict("24").tied_with == ("26",)


@pytest.mark.parametrize(
    ("name", "by", "winners", "cost"),
    [
        ("France_Toulouse_2019", "points", 14, 1_000_000),
        ("France_Toulouse_2022", "votes", 81, 7_999_520),
        ("France_Toulouse_2024", "votes", 72, 8_000_000),
    ],
)
def test_toulouse_whose_files_do_not_say_who_won(name, by, winners, cost):
    file = vote(name)
    assert file.official_winners is None
    assert file.findings == ()  # among others: the totals of the columns votes and score are the ballots'
    outcome = tally(file.profile, Greedy(by=by))
    assert (len(outcome.winners), outcome.spent) == (winners, cost * 100)
