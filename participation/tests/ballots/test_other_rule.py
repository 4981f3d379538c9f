"""Another rule on the same ballots: promised before the opening or not shown, a comparison and never a verdict."""

import json
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participation.ballots.bundle.content import content_of
from participation.ballots.models import Poll, PollVersion, Tally
from participation.ballots.operations import certify_poll, issues_before_sealing, publish_result, tally_poll
from participation.ballots.other_rule import other_of
from participation.ballots.results import result_of
from participation.ballots.rules import canonical_json, fingerprint
from participation.tests.ballots.test_bundle import recount, written
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher

pytestmark = pytest.mark.django_db
#: A majority that takes all under greedy, and shares with the others under equal shares.
BALLOTS = [*[[1, 2]] * 6, *[[3]] * 4]
COSTS = (60_000, 40_000, 30_000)


def counted(**fields):
    fields = {"costs": COSTS, "rule": "greedy", "other_rule": "equal-shares", "ballots_published": "always", **fields}
    poll = make_poll(completion="none", **fields)
    for choices in BALLOTS:
        make_ballot(poll, choices)
    return count_votes(poll)


def published(poll):
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def address(poll, name):
    return reverse(f"participation:{name}", args=[poll.slug])


def test_the_sealed_rule_decides_and_the_other_is_kept_beside_it():
    poll = counted()
    tally_poll(poll=poll, at=AFTER)
    assert json.loads(poll.rule_json)["other_rule"]["name"] == "equal-shares"
    assert list(Tally.objects.filter(poll=poll).order_by("official").values_list("official", flat=True)) == [
        False,
        True,
    ]
    assert [one.code for one in result_of(poll).winners] == ["001", "002"]
    assert other_of(result_of(poll)).winners == ("001", "003")


def test_its_page_says_that_it_is_no_verdict(client):
    poll = published(counted())
    shown = client.get(address(poll, "poll_other_rule")).text
    assert "Sur les mêmes bulletins, une autre règle aurait donné" in shown
    assert "une comparaison, pas un verdict" in shown
    assert (shown.count("aurait retenu"), shown.count("<strong>retient</strong>")) == (2, 2)
    assert address(poll, "poll_other_rule") in client.get(address(poll, "poll_result")).text
    assert "une page montrera ce qu’une autre règle aurait donné" in client.get(poll.get_absolute_url()).text
    told = client.get(reverse("poll-result", args=[poll.slug])).json()["other_rule"]
    assert (told["winners"], told["spent"]) == (["001", "003"], 90_000_00)


def test_rankings_are_compared_without_money(client):
    """Ballots where the duels and the rounds part: the one whom all could live with is first to go."""
    poll = make_poll(ballot_kind="ranking", rule="schulze", other_rule="instant-runoff", costs=COSTS)
    for ranks, many in (({1: 1, 3: 2, 2: 3}, 4), ({2: 1, 3: 2, 1: 3}, 3), ({3: 1, 2: 2, 1: 3}, 2)):
        for _ in range(many):
            make_ballot(poll, ranks)
    poll = published(count_votes(poll))
    result = result_of(poll)
    assert ([one.code for one in result.winners], other_of(result).winners) == (["003"], ("002",))
    assert "€" not in client.get(address(poll, "poll_other_rule")).text


def test_without_its_quorum_nothing_is_kept_under_either(client):
    poll = published(counted(quorum=100))
    told = other_of(result_of(poll))
    assert (told.winners, told.spent, told.left) == ((), 0, poll.envelope_cents)
    assert "sous l’une comme sous l’autre règle, rien n’est retenu" in client.get(address(poll, "poll_other_rule")).text


def test_the_seal_says_which_other_rule_is_shown():
    poll = make_poll(other_rule="")
    draft = make_poll(sealed=False, other_rule="equal-shares")
    contract = {**json.loads(poll.rule_json), "poll": draft.slug}
    told = canonical_json(contract).decode()
    version = PollVersion(poll=draft, consultation=draft.consultation, no=1, kind="sealed", at=NOW, by=publisher())
    version.rule_json, version.rule_sha256 = told, fingerprint(contract)
    version.save()
    taken = {name: getattr(poll, name) for name in ("version", "opens_at", "closes_at", "envelope_cents", "sealed_by")}
    with pytest.raises(IntegrityError, match="poll_contract_holds"), transaction.atomic():
        Poll.objects.filter(pk=draft.pk).update(**taken, sealed_at=NOW, rule_json=told, rule_sha256=version.rule_sha256)
    Poll.objects.filter(pk=draft.pk).update(
        **taken, sealed_at=NOW, rule_json=told, rule_sha256=version.rule_sha256, other_rule=""
    )


def test_where_none_was_promised_there_is_none(client):
    poll = published(counted(other_rule=""))
    assert "other_rule" not in json.loads(poll.rule_json)
    assert Tally.objects.filter(poll=poll).count() == 1
    assert client.get(address(poll, "poll_other_rule")).status_code == 404
    assert address(poll, "poll_other_rule") not in client.get(address(poll, "poll_result")).text
    assert client.get(reverse("poll-result", args=[poll.slug])).json()["other_rule"] is None


def test_it_is_not_shown_before_the_result(client):
    assert client.get(address(counted(), "poll_other_rule")).status_code == 404


def test_it_is_promised_before_the_seal_or_never_and_is_another_rule():
    poll = make_poll(other_rule="")
    with pytest.raises(IntegrityError, match="poll_is_frozen"), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(other_rule="equal-shares")
    for other in ("greedy", "schulze"):
        with pytest.raises(IntegrityError, match="poll_other_rule_reads_the_same_ballots"), transaction.atomic():
            make_poll(sealed=False, rule="greedy", other_rule=other)
    paper = make_poll(sealed=False, urns=1, other_rule="equal-shares")
    assert "other_rule_needs_ballots" in {issue.code for issue in issues_before_sealing(paper, at=NOW)}


def test_a_recount_repeats_it_and_finds_another(tmp_path):
    content = content_of(published(counted()))
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
    assert "the other rule, equal-shares, gives what is shown beside" in told
    forged = content.files["autre-regle.json"].replace(b'"winners":["001","003"]', b'"winners":["001","002"]')
    (tmp_path / "autre-regle.json").write_bytes(forged)
    sums = content.files["SHA256SUMS"].decode().splitlines()
    line = f"{sha256(forged).hexdigest()}  autre-regle.json"
    lines = [line if one.endswith("  autre-regle.json") else one for one in sums]
    (tmp_path / "SHA256SUMS").write_text("\n".join(lines) + "\n")
    status, told = recount(tmp_path)
    assert status != 0
    assert "autre-regle.json is not what the other rule gives" in told
