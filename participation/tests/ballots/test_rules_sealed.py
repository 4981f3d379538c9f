"""Rules and results as sealed bytes, counts that make no sense, and the purity of the rules."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from django.conf import settings

from participation.ballots.rules import (
    Conditions,
    Envelopes,
    EqualShares,
    Fate,
    Greedy,
    Part,
    Phragmen,
    Preferred,
    Profile,
    Project,
    canonical_json,
    fingerprint,
    rule_from_json,
    tally,
)
from participation.ballots.rules.explanations import explain
from participation.ballots.rules.refusals import UnknownRule
from participation.tests.factories.counts import make_ballots, make_demonstration, make_totals

RULES = [
    Greedy(),
    Greedy("stop", "points", Conditions(minimum=100, max_winners=3, cap=3_000_000)),
    EqualShares("cardinality", "add1-until-overspend", Conditions(minimum=10)),
    EqualShares(completion="greedy", by="points", conditions=Conditions(exclusive=(("b", "a"), ("c", "d", "e")))),
    Greedy(zones=(("Nord", ("b", "a")), ("Est", ("c",)))),
    Phragmen("skip", Conditions(max_winners=2)),
    Preferred(EqualShares(), Greedy(), "number"),
    Envelopes((Part(name="Nord", envelope=5, projects=("b", "a"), zone=True),), Phragmen()),
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_comes_back_from_its_sealed_json(rule):
    assert rule_from_json(json.loads(canonical_json(rule.as_json()))) == rule


@pytest.mark.parametrize(
    "sealed", [{}, {"name": "lottery"}, {"name": "greedy", "utility": "cost"}, {"name": "preferred"}]
)
def test_rules_that_the_house_does_not_have_are_refused(sealed):
    with pytest.raises(UnknownRule):
        rule_from_json(sealed)


def test_the_same_value_has_the_same_bytes_whatever_the_order_of_keys():
    assert canonical_json({"b": 1, "a": [True, None, "é"]}) == '{"a":[true,null,"é"],"b":1}'.encode()
    assert fingerprint({"b": 1, "a": 2}) == fingerprint({"a": 2, "b": 1})


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, {1: 2}, {"é": 1}, 2**53, {1, 2}, b"x"])
def test_values_without_an_exact_form_are_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize("rule", [Greedy(), EqualShares(completion="add1")])
def test_an_outcome_has_canonical_bytes(rule):
    outcome = tally(make_ballots(100, {"a": 60, "b": 70}, ["ab", "b", "a"]), rule)
    told = json.loads(canonical_json(outcome.as_json()))
    assert told["winners"] == list(outcome.winners)
    assert [one["id"] for one in told["projects"]] == [one.id for one in outcome.verdicts]


def test_explanations_name_the_figures_that_decided():
    outcome = tally(make_demonstration(), Greedy(conditions=Conditions(minimum=100)))
    told = {one.id: explain(one, outcome).replace("\u202f", " ").replace("\u00a0", " ") for one in outcome.verdicts}
    assert told["Réemploi"] == "Non retenu : il coûte 26 000 € et il ne restait que 3 500 € quand son tour est venu."
    assert told["Scène de festival"] == "Non retenu : 95 voix, il en faut au moins 100."
    assert told["Bancs et ombre"].startswith("Retenu en position 2 : 521 voix")


def test_every_fate_has_its_explanation():
    shares = tally(make_ballots(100, {"a": 60, "b": 70}, ["ab", "b", "a"]), EqualShares())
    greedy = tally(make_totals(100, {"a": (60, 2), "b": (60, 2)}), Greedy())
    assert "sur les parts de ceux qui l’ont choisi (2 voix)" in explain(shares.verdict("b"), shares)
    assert "égalité avec a" in explain(greedy.verdict("b"), greedy)
    for fate in Fate:
        capped = replace(greedy, rule={**greedy.rule, "cap": 1, "max_winners": 1})
        assert explain(replace(greedy.verdicts[0], fate=fate), capped)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Project("a", -1),
        lambda: make_totals(100, {"a": (10, 5)}, voters=4),
        lambda: make_totals(-1, {"a": (10, 5)}),
        lambda: Profile((Project("b", 1), Project("a", 1)), 1, 0, (0, 0), (0, 0)),
        lambda: Profile((Project("a", 1),), 1, 0, (), ()),
        lambda: Profile.from_totals([Project("a", 1)], 1, {"z": 1}, voters=1),
        lambda: make_totals(100, {"a": (10, 5)}).without(["z"]),
    ],
)
def test_counts_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        wrong()


def test_the_rules_load_neither_django_nor_celery():
    program = (
        "import sys, participation.ballots.rules, participation.ballots.rules.explanations\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'django', 'celery', 'rest_framework'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
