"""The bundle: whoever has Python recounts the result byte for byte, and any changed byte is named."""

import subprocess
import sys
import zipfile
from hashlib import sha256
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction

from participation.ballots.bundle.content import RECOUNT, content_of
from participation.ballots.bundle.publicity import publicity_of
from participation.ballots.log import text_of
from participation.ballots.models import MOST_ATTEMPTS, Bundle, Counted, Tally
from participation.ballots.operations import (
    build_next_bundle,
    certify_poll,
    close_poll,
    cosign_head,
    enter_totals,
    extend_poll,
    inscribe_observer,
    publish_result,
    sequence_log,
    strike_off,
    withdraw_choice,
)
from participation.ballots.operations.bundling import owe_bundle
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW, publisher
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = pytest.mark.django_db


def publish(poll):
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def recount(where, *, root=None):
    command = [sys.executable, "-I", RECOUNT, str(where), *(["--root", root] if root else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def written(content, folder):
    for name, data in content.files.items():
        (folder / name).write_bytes(data)
    return folder


def voted(number=40, seed=1, **fields):
    """A published vote with ballots by chance, a replaced one and two batches of the log."""
    fields.setdefault("ballots_published", "always")
    poll, chance = make_poll(**fields), Random(seed)
    person = make_ballot(poll, [1])
    sequence_log(poll=poll, at=NOW)
    make_ballot(poll, [2], participant=person)
    for _ in range(number):
        make_ballot(poll, sorted(chance.sample([1, 2, 3, 4], chance.randint(0, 3))))
    return publish(poll)


RULES = [
    {"rule": "greedy"},
    {"rule": "greedy", "when_it_does_not_fit": "stop", "min_votes": 5},
    {"rule": "greedy", "max_winners": 2, "cap_cents": 2_900_000, "costs": (28_000, 29_000, 22_000, 16_500)},
    {"rule": "equal-shares", "completion": "none"},
    {"rule": "equal-shares", "completion": "add1"},
    {"rule": "equal-shares", "completion": "add1-until-overspend", "max_winners": 3},
    {"rule": "equal-shares", "completion": "greedy", "utility": "cardinality"},
    {"rule": "phragmen"},
    {"rule": "phragmen", "said": {1: {"exclusive_group": "place"}, 3: {"exclusive_group": "place"}}},
    {"rule": "equal-shares", "completion": "none", "preferred_by": "cost"},
    {"rule": "equal-shares", "completion": "none", "preferred_by": "cost"},
    {"zones_first": True, "said": {1: {"zone": "Nord"}, 2: {"zone": "Nord"}, 4: {"zone": "Sud"}}},
    {"rule": "phragmen", "when_it_does_not_fit": "stop", "ballot_kind": "envelope", "min_votes": 3},
]


@pytest.mark.parametrize("fields", RULES, ids=lambda fields: "-".join(map(str, fields.values())))
def test_a_bundle_recounts_to_the_published_bytes(fields, tmp_path):
    poll = voted(**fields)
    content = content_of(poll)
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told
    assert told.splitlines()[-1] == Tally.objects.get(poll=poll).result_json


def test_a_worker_builds_the_zip_that_publication_owes(tmp_path):
    poll = voted(4)
    assert Bundle.objects.get(poll=poll).root == ""
    bundle = build_next_bundle(at=AFTER)
    assert (bundle.poll_id, bundle.finished_at) == (poll.pk, AFTER)
    assert build_next_bundle(at=AFTER) is None
    (tmp_path / "dossier.zip").write_bytes(bundle.zip.file.read())
    status, told = recount(tmp_path / "dossier.zip", root=bundle.root)
    assert status == 0, told
    with zipfile.ZipFile(tmp_path / "dossier.zip") as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {f"{poll.slug}-dossier"}
    assert content_of(poll).zipped(f"{poll.slug}-dossier") == (tmp_path / "dossier.zip").read_bytes()


def test_any_changed_byte_is_named(tmp_path):
    content = content_of(voted(6))
    written(content, tmp_path)
    for name, data in content.files.items():
        changed = bytearray(data)
        changed[len(changed) // 2] ^= 1
        (tmp_path / name).write_bytes(changed)
        status, told = recount(tmp_path, root=content.root)
        assert status != 0
        assert f"{name}: " in told, told
        (tmp_path / name).write_bytes(data)
    (tmp_path / "bulletins.csv").unlink()
    assert "bulletins.csv: missing" in recount(tmp_path, root=content.root)[1]
    (tmp_path / "autre.txt").write_text("?")
    assert "autre.txt: not in SHA256SUMS" in recount(tmp_path, root=content.root)[1]


def _without_last_line(text):
    return "".join(text.splitlines(keepends=True)[:-1])


FORGERIES = {
    "bulletins.csv": _without_last_line,
    "journal.csv": lambda text: text.replace(";0\n", ";1\n", 1),
    "tetes.json": lambda text: text.replace('"size":1}', '"size":2}', 1),
    "resultat.json": lambda text: text.replace('"spent":', '"spent":1', 1),
    "totaux.csv": lambda text: text.replace("web;voters;;", "web;voters;;9", 1),
    "regle.json": lambda text: text.replace('"sealed"', '"tracked"', 1),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_bundle_with_true_checksums_does_not_pass_either(name, tmp_path):
    content = content_of(voted(12))
    files = {**content.files, name: FORGERIES[name](content.files[name].decode()).encode()}
    assert files[name] != content.files[name]
    del files["SHA256SUMS"]
    sums = "".join(f"{sha256(files[one]).hexdigest()}  {one}\n" for one in sorted(files)).encode()
    for one, data in {**files, "SHA256SUMS": sums}.items():
        (tmp_path / one).write_bytes(data)
    status, told = recount(tmp_path, root=sha256(sums).hexdigest())
    assert (status, "WRONG" in told) == (1, True), told


def test_versions_observers_and_a_withdrawn_project_are_checked_too(tmp_path):
    poll, key = make_poll(ballots_published="always"), Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    inscribe_observer(poll=poll, name="La Gazette", key=public, by=publisher(), at=NOW)
    for choices in ([1, 2], [2], [2, 3], []):
        make_ballot(poll, choices)
    head = sequence_log(poll=poll, at=NOW)
    cosign_head(head=head, signature=key.sign(text_of(head, poll).encode()).hex(), at=NOW)
    withdraw_choice(choice=poll.choices.get(no=2), reason="Terrain vendu", by=publisher(), at=NOW)
    extend_poll(poll=fresh(poll), closes_at=NOW + 5.5 * DAY, reason="Panne", by=publisher(), at=NOW)
    content = content_of(publish(fresh(poll)))
    assert {"regle-v1.json", "regle-v2.json", "regle-v3.json"} <= set(content.files)
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_paper_totals_stand_beside_the_ballots_of_the_web(tmp_path):
    poll = make_poll(urns=1, ballots_published="always")
    urn = poll.urns.get()
    for _ in range(6):
        make_ballot(poll, [1, 3])
        strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, voters=6, blank=1, void=1, votes={2: 4}, by=by, at=AFTER)
    content = content_of(publish(poll))
    assert b"paper;votes;002;4" in content.files["totaux.csv"]
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_a_channel_with_few_ballots_is_not_told_apart(tmp_path):
    poll = make_poll(urns=1)
    urn = poll.urns.get()
    for _ in range(8):
        make_ballot(poll, [1])
    strike_off(poll=poll, urn=urn, participant=make_participant(), by=publisher(), at=NOW)
    close_poll(poll=poll, at=AFTER)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, voters=1, blank=0, void=0, votes={2: 1}, by=by, at=AFTER)
    content = content_of(publish(poll))
    assert b"paper" not in content.files["totaux.csv"]
    assert "bulletins.csv" not in content.files
    status, told = recount(written(content, tmp_path), root=content.root)
    assert status == 0, told


def test_a_tracked_receipt_finds_its_ballot(tmp_path):
    poll = voted(8, receipts="tracked")
    content = content_of(poll)
    assert content.files["bulletins.csv"].startswith(b"no;vote;nonce\n")
    status, told = recount(written(content, tmp_path), root=content.root)
    assert (status, "each receipt finds its ballot" in told) == (0, True), told


def test_a_sealed_receipt_leaves_no_secret_behind():
    poll = voted(8)
    assert set(Counted.objects.filter(poll=poll).values_list("nonce", flat=True)) == {""}
    assert b"nonce" not in content_of(poll).files["bulletins.csv"]


@pytest.mark.parametrize(
    ("mode", "ballots", "shown"),
    [("auto", 40, False), ("always", 3, True), ("never", 40, False)],
)
def test_ballots_are_shown_as_the_manager_decided_before_the_seal(mode, ballots, shown, tmp_path):
    poll = voted(ballots, ballots_published=mode)
    assert publicity_of(poll).shown is shown
    content = content_of(poll)
    assert ("bulletins.csv" in content.files) is shown
    assert publicity_of(poll).sentence in content.files["LISEZMOI.txt"].decode()
    assert recount(written(content, tmp_path), root=content.root)[0] == 0


@pytest.mark.parametrize(
    ("same", "alone", "shown"), [(500, 0, True), (499, 0, False), (400, 100, True), (400, 101, False)]
)
def test_unless_decided_ballots_are_shown_when_they_are_many_and_alike(same, alone, shown):
    poll = make_poll(costs=tuple(range(1_000, 11_000, 1_000)), max_choices=None)
    different = [[no for no in range(1, 11) if bits >> no & 1] for bits in range(2, 2 * alone + 2, 2)]
    assert len({tuple(one) for one in different}) == alone
    close_poll(poll=poll, at=AFTER)
    poll = fresh(poll)
    poll.reconciled_at = AFTER
    poll.save()
    rows = [[]] * same + different
    Counted.objects.bulk_create(
        Counted(consultation_id=poll.consultation_id, poll=poll, no=no, choices=choices)
        for no, choices in enumerate(rows, start=1)
    )
    assert publicity_of(poll).shown is shown


def test_tracked_receipts_go_with_published_ballots_only():
    with pytest.raises(IntegrityError, match="poll_tracked_receipts_need_ballots"), transaction.atomic():
        make_poll(sealed=False, receipts="tracked")


def test_a_bundle_is_finished_whole_or_not():
    poll = voted(2)
    with pytest.raises(IntegrityError, match="bundle_finished_with_its_root"), transaction.atomic():
        Bundle.objects.filter(poll=poll).update(finished_at=AFTER)


def test_a_bundle_that_breaks_is_tried_again_and_given_up_in_the_open(monkeypatch):
    poll = voted(2)

    def breaks(poll):
        raise OSError("disk full")

    monkeypatch.setattr("participation.ballots.operations.bundling.content_of", breaks)
    for _ in range(MOST_ATTEMPTS):
        assert build_next_bundle(at=AFTER) is not None
    bundle = Bundle.objects.get(poll=poll)
    assert (bundle.failed_at, bundle.error) == (AFTER, "OSError: disk full")
    assert build_next_bundle(at=AFTER) is None


def test_a_bundle_is_owed_once():
    poll = voted(2)
    owe_bundle(poll=poll, at=AFTER)
    assert Bundle.objects.filter(poll=poll).count() == 1
