"""The program that citizens run decides as the platform does, byte for byte, on counts that nobody chose."""

import importlib.util
from random import Random

import pytest

from participation.ballots.rules import (
    Conditions,
    Envelopes,
    EqualShares,
    Greedy,
    InstantRunoff,
    MajorityJudgment,
    MostVotes,
    Part,
    Phragmen,
    Preferred,
    Profile,
    Project,
    Schulze,
    YesNo,
    canonical_json,
    tally,
)
from participation.ballots.views.proofs import TOOLS


def load(name):
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


recount = load("recount")


def counts(seed, *, points):
    """The same random count twice: as the platform reads it, and as the program does."""
    chance = Random(seed)
    ids = [f"{no:03d}" for no in range(1, chance.randint(3, 9))]
    unit, envelope = 100, chance.choice([0, 500_00, 1_000_00, 3_333_00])
    projects = [Project(one, chance.randint(0, 9) * 50_00, withdrawn=chance.random() < 0.1) for one in ids]
    ballots = []
    for _ in range(chance.randint(0, 60)):
        chosen = chance.sample(ids, chance.randint(0, min(4, len(ids))))
        ballots.append({one: chance.randint(1, 3) if points else 1 for one in chosen})
    if points:
        profile = Profile.from_points(projects, envelope, ballots, unit=unit)
    else:
        profile = Profile.from_ballots(projects, envelope, [tuple(one) for one in ballots], unit=unit)
    known = {one.id: (one.cost, one.withdrawn) for one in projects}
    grouped = recount.Counter(tuple(sorted(one.items())) for one in ballots)
    return profile, recount.from_ballots(known, envelope, unit, grouped)


def rules(seed, ids, *, points):
    """Every rule with conditions by chance."""
    chance = Random(seed)
    by = "points" if points else "votes"
    conditions = Conditions(
        minimum=chance.choice([1, 1, 3, 9]),
        max_winners=chance.choice([None, None, 1, 2]),
        cap=chance.choice([None, None, 300_00]),
        exclusive=(tuple(ids[:2]),) if chance.random() < 0.3 else (),
    )
    greedy = Greedy(chance.choice(["skip", "stop"]), by, conditions)
    yield greedy
    yield Greedy("skip", by, conditions, zones=(("nord", tuple(ids[::2])), ("sud", tuple(ids[1::2]))))
    shares = [
        EqualShares(chance.choice(["cost", "cardinality"]), completion, conditions, by=by)
        for completion in ("none", "add1", "add1-until-overspend", "greedy")
    ]
    yield from shares
    yield Phragmen(chance.choice(["skip", "stop"]), conditions)
    yield Preferred(greedy, shares[1], chance.choice(["cost", "number"]))
    half = len(ids) // 2
    parts = (
        Part(name="ville", envelope=400_00, projects=tuple(ids[:1])),
        Part(name="nord", envelope=500_00, projects=tuple(ids[1 : half + 1]), zone=True),
        Part(name="sud", envelope=300_00, projects=tuple(ids[half + 1 :]), zone=True),
    )
    yield Envelopes(parts, greedy)


@pytest.mark.parametrize("points", [False, True], ids=["approval", "points"])
@pytest.mark.parametrize("seed", range(60))
def test_both_give_the_same_bytes(seed, points):
    profile, count = counts(seed, points=points)
    for rule in rules(seed, [one.id for one in profile.projects], points=points):
        told = recount.canonical(recount.decide(count, rule.as_json()))
        assert told == canonical_json(tally(profile, rule).as_json()), rule


@pytest.mark.parametrize("seed", range(60))
def test_both_decide_alike_without_money(seed):
    profile, count = counts(seed, points=True)
    for rule in (
        MostVotes(seats=1 + seed % 3),
        MostVotes("points", seats=1 + seed % 3),
        MajorityJudgment(seats=1 + seed % 2),
        Schulze(seats=1 + seed % 2),
        InstantRunoff(),
    ):
        # Without money an outcome is written as if all of it were zero.
        told = recount.canonical(recount.decide(free(count), rule.as_json()))
        assert told == canonical_json(tally(profile, rule).as_json()), rule


def free(count):
    projects = {code: (0, withdrawn) for code, (_cost, withdrawn) in count.projects.items()}
    return recount.Count(projects, 0, count.unit, count.voters, count.votes, count.points, count.ballots)


@pytest.mark.parametrize(("yes", "no", "blank"), [(3, 2, 1), (2, 3, 0), (2, 2, 4), (0, 0, 0)])
def test_both_answer_a_question_alike(yes, no, blank):
    votes, voters = {"oui": yes, "non": no}, yes + no + blank
    profile = Profile.from_totals([Project("oui", 0), Project("non", 0)], 0, votes, voters=voters)
    count = recount.Count({"oui": (0, False), "non": (0, False)}, 0, 100, voters, votes, votes, None)
    told = recount.canonical(recount.decide(count, YesNo().as_json()))
    assert told == canonical_json(tally(profile, YesNo()).as_json())


@pytest.mark.parametrize(
    ("key", "text", "signature"),
    [  # RFC 8032, section 7.1, tests 1 and 2
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ],
)
def test_the_program_checks_signatures_by_itself(key, text, signature):
    parts = [bytes.fromhex(one) for one in (text, key, signature)]
    assert recount.signed(*parts)
    assert not recount.signed(parts[0] + b"!", *parts[1:])
    assert not recount.signed(parts[0], parts[1], parts[2][:-1] + b"\x10")


def test_a_rule_that_the_program_does_not_know_is_said():
    with pytest.raises(recount.Wrong, match="does not know"):
        recount.decide(None, {"name": "sort"})
