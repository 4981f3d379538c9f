"""A bundle without single ballots: what recount.py still verifies, and that it says what it does not."""

import json
from hashlib import sha256
from random import Random

import pytest

from participation.ballots.bundle.content import content_of
from participation.tests.ballots.test_bundle import publish, recount, voted, written
from participation.tests.factories.ballots import make_ballot, make_poll

pytestmark = pytest.mark.django_db
RANKED = {"schulze", "instant-runoff"}


def numbered(rule, *, number=30, **fields):
    """A published vote by grades or ranks whose ballots are withheld, some of them blank."""
    kind = "ranking" if rule in RANKED else "grades"
    poll, chance = make_poll(ballot_kind=kind, rule=rule, ballots_published="never", **fields), Random(rule)
    for _ in range(number):
        marked = chance.sample([1, 2, 3, 4], chance.randint(0, 4))
        ranks = enumerate(marked, start=1)
        make_ballot(poll, {no: rank if kind == "ranking" else chance.randint(1, 6) for rank, no in ranks})
    return publish(poll)


def forged(content, folder, name, change):
    """The bundle with one file changed and true checksums."""
    told = json.loads(content.files[name])
    change(told)
    data = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    files = {**content.files, name: data}
    if name == "resultat.json":
        about = json.loads(files["dossier.json"]) | {"result_sha256": sha256(data).hexdigest()}
        files["dossier.json"] = json.dumps(about).encode()
    del files["SHA256SUMS"]
    sums = "".join(f"{sha256(files[one]).hexdigest()}  {one}\n" for one in sorted(files)).encode()
    for one, bytes_ in {**files, "SHA256SUMS": sums}.items():
        (folder / one).write_bytes(bytes_)
    return recount(folder, root=sha256(sums).hexdigest())


@pytest.mark.parametrize("rule", ["majority-judgment", *sorted(RANKED)])
def test_the_rule_is_applied_to_the_figures_that_a_result_tells(rule, tmp_path):
    content = content_of(numbered(rule))
    assert "bulletins.csv" not in content.files
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
    assert "is applied to the figures of resultat.json: ballots may differ" in told


def _more_grades(told):
    told["details"]["grades"][0][1][5] += 1


def _other_winner(told):
    told["winners"] = ["002" if told["winners"] == ["001"] else "001"]


def _more_in_a_duel(told):
    told["details"]["duels"][0][2] += 30


def _a_ballot_from_nowhere(told):
    told["details"]["rounds"][-1]["votes"][0][1] += 30


@pytest.mark.parametrize(
    ("rule", "change", "said"),
    [
        ("majority-judgment", _more_grades, "are not those of"),
        ("majority-judgment", _other_winner, "the rule gives another result"),
        ("schulze", _more_in_a_duel, "more ballots in the duel"),
        ("instant-runoff", _a_ballot_from_nowhere, "round"),
    ],
)
def test_figures_that_do_not_go_together_are_named(rule, change, said, tmp_path):
    status, told = forged(content_of(numbered(rule)), tmp_path, "resultat.json", change)
    assert (status, said in told) == (1, True), told


def test_what_needs_ballots_is_not_recounted_and_says_so(tmp_path):
    content = content_of(voted(30, rule="equal-shares", ballots_published="never"))
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 3, told
    assert "NOT RECOUNTED which projects win: equal shares needs the single ballots" in told
    assert "go with the sealed rule and the totals" in told


def _cheaper(told):
    told["projects"][0]["cost"] -= 1


def _richer(told):
    told["left"] += 1


@pytest.mark.parametrize("change", [_cheaper, _richer])
def test_its_frame_is_checked_all_the_same(change, tmp_path):
    content = content_of(voted(30, rule="equal-shares", ballots_published="never"))
    status, told = forged(content, tmp_path, "resultat.json", change)
    assert (status, "does not go with rule and totals" in told) == (1, True), told


def test_the_other_rule_is_recounted_as_far_as_it_goes(tmp_path):
    content = content_of(numbered("schulze", other_rule="instant-runoff"))
    status, told = recount(written(content, tmp_path), root=content.root)
    assert (status, "the other rule, instant-runoff, gives what is shown beside" in told) == (0, True), told
    budget = tmp_path / "budget"
    budget.mkdir()
    content = content_of(voted(30, other_rule="equal-shares", ballots_published="never"))
    status, told = recount(written(content, budget), root=content.root)
    assert (status, "a comparison, is not recounted: equal shares needs" in told) == (0, True), told
