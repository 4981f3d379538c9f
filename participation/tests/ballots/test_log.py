"""The public log: sequenced without the order of voting, provable, signed, watched, and refused to change."""

import subprocess
import sys
from threading import Thread

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from participation.ballots.log import consistency_of, inclusion_of, last_head, text_of
from participation.ballots.models import Cosignature, Head, Leaf, Observer, Tile
from participation.ballots.operations import cosign_head, inscribe_observer, sequence_log, sequence_logs
from participation.ballots.operations.observing import AlreadyCosigned, AlreadyInscribed, NotAnObserver
from participation.ballots.rules import merkle
from participation.ballots.signing import house_public_key, is_signed
from participation.ballots.views.proofs import TOOLS
from participation.tests.factories.ballots import AFTER, count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher

pytestmark = pytest.mark.django_db


def fill(poll, number, *, start=0):
    """Commitments of votes that nobody cast, waiting for their batch."""
    rows = [
        Leaf(commitment=f"{poll.pk:08x}{no:056x}", consultation_id=poll.consultation_id, poll=poll)
        for no in range(start, start + number)
    ]
    Leaf.objects.bulk_create(rows)


def root_by_hand(commitments):
    row = [merkle.leaf_hash(bytes.fromhex(one)) for one in commitments]
    while len(row) > 1:
        pairs = [merkle.join(row[no], row[no + 1]) for no in range(0, len(row) - 1, 2)]
        row = pairs + row[len(pairs) * 2 :]
    return row[0].hex()


def commitments_of(poll):
    return list(Leaf.objects.filter(poll=poll).order_by("position").values_list("commitment", flat=True))


def test_a_batch_is_sorted_and_a_later_one_stands_behind_it():
    poll = make_poll()
    for batch in (1, 2):
        for _ in range(4):
            make_ballot(poll)
        head = sequence_log(poll=poll, at=NOW)
        assert (head.no, head.size) == (batch, 4 * batch)
    rows = list(Leaf.objects.filter(poll=poll).order_by("position").values_list("position", "batch", "commitment"))
    assert [(position, batch) for position, batch, _ in rows] == [(no, 1 + no // 4) for no in range(8)]
    for batch in (rows[:4], rows[4:]):
        assert batch == sorted(batch, key=lambda row: row[2])
    assert sequence_log(poll=poll, at=NOW) is None


def test_every_log_gets_its_batch_and_the_count_takes_what_is_left():
    first, second = make_poll(), make_poll()
    make_ballot(first)
    make_ballot(second)
    assert {head.poll_id for head in sequence_logs(at=NOW)} == {first.pk, second.pk}
    make_ballot(first)
    count_votes(first)
    assert last_head(first).size == 2
    assert not Leaf.objects.filter(poll=first, position=None).exists()


@pytest.mark.parametrize("sizes", [(1,), (3, 1, 4), (255, 1, 1), (256, 256), (700, 30, 300)], ids=str)
def test_tiles_give_the_root_and_the_proofs_of_the_plain_tree(sizes):
    poll, heads = make_poll(), []
    for number in sizes:
        fill(poll, number, start=heads[-1].size if heads else 0)
        heads.append(sequence_log(poll=poll, at=NOW))
    commitments = commitments_of(poll)
    for head in heads:
        assert head.root == root_by_hand(commitments[: head.size])
        for place in {0, head.size // 2, head.size - 1}:
            found = inclusion_of(poll, commitments[place], head)
            proof = [bytes.fromhex(one) for one in found["proof"]]
            leaf = merkle.leaf_hash(bytes.fromhex(commitments[place]))
            assert merkle.root_from_inclusion(leaf, place, head.size, proof).hex() == head.root
        proof = [bytes.fromhex(one) for one in consistency_of(poll, head, heads[-1])["proof"]]
        roots = merkle.roots_from_consistency(head.size, heads[-1].size, bytes.fromhex(head.root), proof)
        assert [one.hex() for one in roots] == [head.root, heads[-1].root]


def test_appending_writes_as_many_rows_whatever_the_size(django_assert_max_num_queries):
    poll = make_poll()
    fill(poll, 3_000)
    sequence_log(poll=poll, at=NOW)
    fill(poll, 10, start=3_000)
    with django_assert_max_num_queries(10):
        sequence_log(poll=poll, at=NOW)
    assert Tile.objects.filter(poll=poll).count() == 12 + 1


def test_proofs_that_lie_lead_elsewhere():
    leaves = [merkle.leaf_hash(bytes([no])) for no in range(7)]

    def node(height, number):
        return merkle.fold(leaves[number << height : (number + 1) << height])

    root, proof = merkle.root(7, node), merkle.inclusion(3, 7, node)
    assert merkle.root_from_inclusion(leaves[3], 3, 7, proof) == root
    assert merkle.root_from_inclusion(leaves[4], 3, 7, proof) != root
    assert merkle.root_from_inclusion(leaves[3], 2, 7, proof) != root
    for wrong in (proof[:-1], [*proof, proof[0]]):
        with pytest.raises(ValueError, match="too"):
            merkle.root_from_inclusion(leaves[3], 3, 7, wrong)
    with pytest.raises(ValueError, match="not in a log"):
        merkle.inclusion(7, 7, node)


def test_a_head_is_signed_with_the_key_that_the_sealed_rule_names():
    poll = make_poll()
    make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    assert head.key == house_public_key()
    assert f'"log_key":"{head.key}"' in poll.rule_json
    text = text_of(head, poll)
    assert text.splitlines()[1:4] == [poll.slug, "1", head.root]
    assert is_signed(text.encode(), signature=head.signature, key=head.key)
    assert not is_signed(text.replace("\n1\n", "\n2\n").encode(), signature=head.signature, key=head.key)


def test_observers_cosign_with_a_key_of_their_own():
    poll, key = make_poll(), Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    observer = inscribe_observer(poll=poll, name="La Gazette", key=public, by=publisher(), at=NOW)
    with pytest.raises(AlreadyInscribed):
        inscribe_observer(poll=poll, name="Encore", key=public, by=publisher(), at=NOW)
    make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    signature = key.sign(text_of(head, poll).encode()).hex()
    assert cosign_head(head=head, signature=signature, at=NOW).observer == observer
    with pytest.raises(AlreadyCosigned):
        cosign_head(head=head, signature=signature, at=NOW)
    for stranger in (Ed25519PrivateKey.generate().sign(text_of(head, poll).encode()).hex(), "0" * 128):
        with pytest.raises(NotAnObserver):
            cosign_head(head=head, signature=stranger, at=NOW)


@pytest.mark.parametrize("model", [Head, Observer, Cosignature, Leaf])
def test_what_was_logged_and_watched_refuses_to_change(model):
    poll, key = make_poll(), Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    inscribe_observer(poll=poll, name="La Gazette", key=public, by=publisher(), at=NOW)
    make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    cosign_head(head=head, signature=key.sign(text_of(head, poll).encode()).hex(), at=NOW)
    rows = model.objects.filter(poll=poll)
    change = {"batch": 9} if model is Leaf else {"poll": poll}
    with pytest.raises(IntegrityError, match=r"written_once|keeps_its_place"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(IntegrityError, match=r"written_once|leaf_stays_until_closed"), transaction.atomic():
        rows._raw_delete(rows.db)


@pytest.mark.parametrize("fields", [{"no": 1, "size": 9}, {"no": 9, "size": 1}], ids=["batch", "size"])
def test_two_heads_never_tell_the_same_batch_or_size(fields):
    poll = make_poll()
    make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    twin = Head(consultation=poll.consultation, poll=poll, root=head.root, at=NOW, key=head.key, **fields)
    twin.signature = head.signature
    with pytest.raises(IntegrityError, match="head_once_per"), transaction.atomic():
        twin.save()


@pytest.mark.django_db(transaction=True)
def test_two_hands_that_sequence_the_same_log_take_turns():
    poll = make_poll()
    fill(poll, 50)
    made, errors = [], []

    def work():
        try:
            made.append(sequence_log(poll=poll, at=NOW))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    hands = [Thread(target=work) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert not errors
    assert [head.size for head in made if head] == [50]
    assert last_head(poll).root == root_by_hand(commitments_of(poll))


def test_the_page_and_its_files_tell_the_same_log(client):
    poll = make_poll()
    assert (
        "Le journal est vide" in client.get(reverse("participation:poll_receipts", args=[poll.slug])).content.decode()
    )
    assert client.get(reverse("participation:poll_head", args=[poll.slug])).status_code == 404
    for _ in range(3):
        make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    shown = client.get(reverse("participation:poll_receipts", args=[poll.slug])).content.decode()
    assert head.root in shown
    assert "récépissé scellé" in shown.lower()
    told = client.get(reverse("participation:poll_head", args=[poll.slug])).json()
    assert (told["size"], told["root"], told["key"]) == (3, head.root, head.key)
    lines = client.get(reverse("participation:poll_log", args=[poll.slug])).getvalue().decode().split()
    assert root_by_hand(lines) == head.root
    shorter = client.get(reverse("participation:poll_log", args=[poll.slug]), {"size": 1}).getvalue().decode().split()
    assert shorter == lines[:1]


def test_an_observer_hands_in_a_signature_on_the_page(client):
    poll, key = make_poll(), Ed25519PrivateKey.generate()
    inscribe_observer(
        poll=poll, name="La Gazette", key=key.public_key().public_bytes_raw().hex(), by=publisher(), at=NOW
    )
    make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    page = reverse("participation:poll_cosign", args=[poll.slug])
    assert text_of(head, poll).splitlines()[3] in client.get(page).content.decode()
    with time_machine.travel(NOW, tick=False):
        assert client.post(page, {"size": 1, "signature": "0" * 128}).status_code == 409
        assert client.post(page, {"size": 7, "signature": "0" * 128}).status_code == 200
        signed = key.sign(text_of(head, poll).encode()).hex()
        assert client.post(page, {"size": 1, "signature": signed}).status_code == 302
    assert (
        "a cosigné cette tête" in client.get(reverse("participation:poll_receipts", args=[poll.slug])).content.decode()
    )


def test_the_api_proves_inclusion_and_growth(client):
    poll = make_poll()
    for batch, start in ((3, 0), (5, 3)):
        fill(poll, batch, start=start)
        sequence_log(poll=poll, at=NOW)
    api = f"/api/v1/polls/{poll.slug}/log/"
    assert client.get(api).json()["size"] == 8
    assert [one["size"] for one in client.get(f"{api}heads/").json()["results"]] == [3, 8]
    commitment = commitments_of(poll)[1]
    found = client.get(f"{api}inclusion/", {"commitment": commitment}).json()
    proof = [bytes.fromhex(one) for one in found["proof"]]
    leaf = merkle.leaf_hash(bytes.fromhex(commitment))
    assert merkle.root_from_inclusion(leaf, found["position"], 8, proof).hex() == found["head"]["root"]
    assert client.get(f"{api}inclusion/", {"commitment": "0" * 64}).status_code == 404
    assert client.get(f"{api}inclusion/", {"commitment": commitment, "size": "trois"}).status_code == 400
    grown = client.get(f"{api}consistency/", {"from": 3}).json()
    assert (grown["from"], grown["to"], bool(grown["proof"])) == (3, 8, True)
    assert client.get(f"{api}consistency/", {"from": 8, "to": 3}).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_the_script_of_observers_checks_watches_and_signs(live_server, tmp_path):
    poll = make_poll()
    for _ in range(5):
        make_ballot(poll)
    head = sequence_log(poll=poll, at=NOW)
    address = f"{live_server.url}/votes/{poll.slug}/"

    def observe(*words):
        command = [sys.executable, TOOLS / "observe.py", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    status, told = observe("check", address, commitments_of(poll)[3].upper())
    assert (status, "number 4 of the log" in told) == (0, True), told
    assert observe("check", address, "0" * 64)[0] != 0
    assert observe("watch", address, "--state", tmp_path / "seen")[0] == 0
    make_ballot(poll)
    sequence_log(poll=poll, at=AFTER)
    assert "the 5 commitments" in observe("watch", address, "--state", tmp_path / "seen")[1]
    _status, public = observe("key", tmp_path / "key")
    inscribe_observer(poll=poll, name="La Gazette", key=public.strip(), by=publisher(), at=NOW)
    signed = observe("sign", address, "--key", tmp_path / "key")[1].split()[-1]
    assert cosign_head(head=last_head(poll), signature=signed, at=NOW).head != head
