"""``manage.py tally``, as a program reads it and as people do."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

VOTE = """META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name;zone
a;60;Un banc;Nord
b;70.5;Un four;Nord
c;39.5;Une haie;Sud
VOTES
voter_id;vote
1;a,b
2;a,b
3;a
4;c
5;c,c
"""


@pytest.fixture
def vote(tmp_path):
    path = tmp_path / "vote.pb"
    path.write_text(VOTE, encoding="utf-8")
    return path


def run(path, *arguments):
    out, err = StringIO(), StringIO()
    call_command("tally", str(path), *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "winners", "cost"),
    [
        (["--rule", "greedy"], ["a", "c"], 99.5),
        (["--rule", "greedy", "--stop"], ["a"], 60),
        (["--rule", "greedy", "--exclude", "a", "c"], ["b"], 70.5),
        (["--rule", "greedy", "--minimum", "3"], ["a"], 60),
        (["--rule", "greedy", "--max-winners", "1"], ["a"], 60),
        (["--rule", "greedy", "--cap", "59.99"], ["c"], 39.5),
        (["--rule", "equal-shares"], ["a", "c"], 99.5),
        (["--rule", "equal-shares", "--utility", "cardinality", "--completion", "add1"], ["c", "a"], 99.5),
        (["--rule", "equal-shares", "--completion", "greedy", "--by", "points"], ["a", "c"], 99.5),
        (["--rule", "greedy", "--exclusive", "a", "c"], ["a"], 60),
        (["--rule", "greedy", "--zones", "zone", "--max-winners", "2"], ["a", "c"], 99.5),
        (["--rule", "phragmen"], ["c", "a"], 99.5),
        (["--rule", "phragmen", "--skip", "--cap", "50"], ["c"], 39.5),
    ],
)
def test_json_says_the_winners_the_cost_and_the_rule_and_nothing_else(vote, arguments, winners, cost):
    out, err = run(vote, *arguments, "--json")
    assert json.loads(out) == {"winners": winners, "cost": cost, "rule": arguments[1]}
    assert err == ""


def test_people_get_a_reason_for_each_project_and_the_oddities_of_the_file(vote):
    out, err = run(vote, "--rule", "greedy")
    assert "b\tNon retenu : il coûte 70.50 et il ne restait que 40 quand son tour est venu." in out
    assert "2 lauréats, 5 votants, il reste 0.50 sur 100." in out
    assert "Bulletins citant un projet deux fois" in err


def test_envelopes_by_zone_and_the_comparison_with_the_usual_rule(vote):
    by_zone = ["--rule", "greedy", "--envelopes", "zone", "--envelope", "Nord=80", "--envelope", "Sud=20"]
    assert json.loads(run(vote, *by_zone, "--json")[0]) == {"winners": ["a"], "cost": 60, "rule": "envelopes"}
    assert "c\tNon retenu : il coûte 39.50 et il ne restait que 20" in run(vote, *by_zone, "--zone", "Sud")[0]
    out, _ = run(vote, "--rule", "phragmen", "--compare", "number")
    assert "0 votants préfèrent la première règle, 0 la seconde, 5 n’ont pas de préférence." in out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--rule", "greedy", "--exclude", "z"], 2, "z n’est pas dans le fichier"),
        (["--rule", "greedy", "--utility", "cost"], 2, "--utility ne va pas avec --rule greedy"),
        (["--rule", "equal-shares", "--stop"], 2, "--skip/--stop ne va pas avec --rule equal-shares"),
        (["--rule", "greedy", "--minimum", "0"], 2, "au moins 1"),
        (["--rule", "greedy", "--exclusive", "a"], 2, "deux projets ou plus"),
        (["--rule", "greedy", "--exclusive", "a", "z"], 2, "--exclusive : z n’est pas dans le fichier"),
        (["--rule", "greedy", "--zones", "quartier"], 2, "pas de colonne quartier"),
        (["--rule", "phragmen", "--zones", "zone"], 2, "--zones ne va pas avec --rule phragmen"),
        (["--rule", "greedy", "--envelopes", "zone", "--envelope", "Nord=1"], 2, "un montant à chacune de Nord, Sud"),
    ],
)
def test_wrong_use_is_told_in_french(vote, arguments, code, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        run(vote, *arguments)
    assert refused.value.returncode == code


def test_a_bad_file_is_told_in_french(vote):
    vote.write_text(VOTE.replace("VOTES", "BALLOTS"), encoding="utf-8")
    with pytest.raises(CommandError, match="n’est pas lisible : il manque la section VOTES") as refused:
        run(vote, "--rule", "greedy")
    assert refused.value.returncode == 1


RANKED = """META
key;value
budget;1
vote_type;ordinal
PROJECTS
project_id;cost
M;0
N;0
C;0
K;0
VOTES
voter_id;vote
{votes}"""
#: The capital of Tennessee, a vote per hundredth: https://en.wikipedia.org/wiki/Instant-runoff_voting
TENNESSEE = {"M,N,C,K": 42, "N,C,K,M": 26, "C,K,N,M": 15, "K,C,N,M": 17}


@pytest.mark.parametrize(("rule", "winner"), [("schulze", "N"), ("instant-runoff", "K"), ("most-votes", "N")])
def test_rankings_are_counted_by_rules_without_money(tmp_path, rule, winner):
    ballots = [ballot for ballot, times in TENNESSEE.items() for _ in range(times)]
    path = tmp_path / "tennessee.pb"
    path.write_text(RANKED.format(votes="\n".join(f"{no};{one}" for no, one in enumerate(ballots))), encoding="utf-8")
    out, _ = run(path, "--rule", rule, "--json")
    assert json.loads(out) == {"winners": [winner], "cost": 0, "rule": rule}
    assert "1 lauréats, 100 votants." in run(path, "--rule", rule)[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--rule", "schulze"],
        ["--rule", "yes-no"],
        ["--rule", "majority-judgment"],
        ["--rule", "most-votes", "--cap", "10"],
        ["--rule", "most-votes", "--skip"],
    ],
)
def test_a_rule_without_money_wants_its_ballots_and_no_money(vote, arguments):
    with pytest.raises(CommandError, match=r"ne va pas|veut un fichier"):
        run(vote, *arguments)
