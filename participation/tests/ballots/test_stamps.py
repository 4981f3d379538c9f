"""A count is dated by an authority outside the house, whose answer is believed only when it holds."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography import x509
from django.db import IntegrityError, transaction
from django.urls import reverse

from participation.ballots.authority import stamped
from participation.ballots.bundle.content import content_of
from participation.ballots.models import MOST_STAMP_ATTEMPTS, Stamp, Tally
from participation.ballots.operations import (
    certify_poll,
    publish_result,
    sequence_log,
    stamp_next_count,
    tally_poll,
)
from participation.tests.ballots.test_bundle import recount, written
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, publisher
from participation.tests.factories.stamping_authority import Lie, stamping_authority
from territories.instance.claims import TAKEN_FOR_DEAD

pytestmark = pytest.mark.django_db
DATED = AFTER.replace(microsecond=0) + timedelta(minutes=1)


@pytest.fixture
def authority(request, tmp_path, settings):
    with stamping_authority(tmp_path, at=DATED, lie=getattr(request, "param", None)) as listening:
        settings.TSA_URL, settings.TSA_ROOT = listening.url, str(listening.root)
        yield listening


def counted():
    poll = make_poll(ballots_published="always")
    make_ballot(poll, [1, 2])
    sequence_log(poll=poll, at=NOW)
    make_ballot(poll, [2])
    return count_votes(poll)


def published(poll):
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def test_a_count_owes_one_stamp_that_names_rule_log_and_result(authority):
    poll = counted()
    tally_poll(poll=poll, at=AFTER)
    stamp = Stamp.objects.get(poll=poll)
    head = poll.heads.order_by("no").last()
    assert json.loads(stamp.statement) == {
        "format": "crois-sens/stamp/1",
        "poll": poll.slug,
        "rule_sha256": poll.rule_sha256,
        "log": {"size": 2, "root": head.root},
        "result_sha256": Tally.objects.get(poll=poll).result_sha256,
    }
    assert authority.questions == []
    stamp_next_count(at=AFTER)
    stamp.refresh_from_db()
    assert (stamp.stamped_at, stamp.authority, stamp.error) == (DATED, "127.0.0.1", "")
    asked = authority.questions[0]["message_imprint"]["hashed_message"].native
    assert (asked, authority.complaints) == (sha256(stamp.statement.encode()).digest(), [])
    assert stamp_next_count(at=AFTER) is None


def test_without_an_authority_a_count_bears_no_stamp_and_misses_nothing():
    poll = published(counted())
    assert not Stamp.objects.exists()
    assert not any(name.startswith("horodatage") for name in content_of(poll).files)


@pytest.mark.parametrize(
    ("authority", "why"),
    [
        (Lie(other_statement=True), "Mismatch"),
        (Lie(other_nonce=True), "Nonce"),
        (Lie(broken_signature=True), "verifying"),
        (Lie(other_root=True), "verifying"),
        (Lie(wrong_purpose=True), "id-kp-timeStamping|verifying"),
        (Lie(wrong_type=True), "text/html"),
        (Lie(refuses=True), ""),
    ],
    indirect=["authority"],
    ids=["statement", "nonce", "signature", "root", "purpose", "type", "refusal"],
)
def test_an_answer_that_does_not_hold_is_not_kept(authority, why):
    poll = counted()
    stamp_next_count(at=AFTER)
    stamp = Stamp.objects.get(poll=poll)
    assert (stamp.stamped_at, stamp.token, stamp.attempts) == (None, None, 1)
    assert any(word in stamp.error for word in why.split("|")), stamp.error
    assert stamp.error


def test_an_authority_that_is_away_is_asked_again_later_and_given_up_in_the_end(tmp_path, settings):
    with stamping_authority(tmp_path, at=DATED) as gone:
        settings.TSA_URL, settings.TSA_ROOT = gone.url, str(gone.root)
    poll = counted()
    stamp_next_count(at=AFTER)
    assert stamp_next_count(at=AFTER + TAKEN_FOR_DEAD / 2) is None
    with stamping_authority(tmp_path, at=DATED) as back:
        settings.TSA_URL = back.url
        stamp_next_count(at=AFTER + TAKEN_FOR_DEAD)
    assert Stamp.objects.get(poll=poll).stamped_at == DATED
    Stamp.objects.update(stamped_at=None, token=None, authority="", attempts=MOST_STAMP_ATTEMPTS - 1, claimed_at=None)
    stamp_next_count(at=AFTER)
    assert Stamp.objects.get(poll=poll).failed_at == AFTER
    assert stamp_next_count(at=AFTER + 2 * TAKEN_FOR_DEAD) is None


def test_the_bundle_carries_the_stamp_and_a_recount_compares_it(authority, tmp_path):
    poll = counted()
    stamp_next_count(at=AFTER)
    poll = published(poll)
    content = content_of(poll)
    stamp = Stamp.objects.get(poll=poll)
    assert content.files["horodatage.json"] == stamp.statement.encode()
    assert content.files["horodatage.tsr"] == bytes(stamp.token)
    folder = tmp_path / "dossier"
    folder.mkdir()
    status, told = recount(written(content, folder), root=content.root)
    assert status == 0, told
    assert "horodatage.tsr stamps this rule, this log and this result" in told


@pytest.mark.parametrize(
    ("name", "told"),
    [("horodatage.json", "does not name this rule"), ("horodatage.tsr", "the stamp of something else")],
)
def test_a_recount_finds_a_stamp_of_something_else(authority, tmp_path, name, told):
    poll = counted()
    stamp_next_count(at=AFTER)
    files = content_of(published(poll)).files
    if name == "horodatage.json":
        files[name] = files[name].replace(b'"size":2', b'"size":1')
    else:
        files[name] = stamped(
            b"autre chose", url=authority.url, roots=x509.load_pem_x509_certificates(authority.root.read_bytes())
        ).token
    files["SHA256SUMS"] = "".join(
        f"{sha256(files[one]).hexdigest()}  {one}\n" for one in sorted(files) if one != "SHA256SUMS"
    ).encode()
    folder = tmp_path / "dossier"
    folder.mkdir()
    for one, data in files.items():
        (folder / one).write_bytes(data)
    status, said = recount(folder)
    assert status != 0
    assert told in said


def test_a_stamp_is_whole_or_not_there():
    poll = counted()
    with pytest.raises(IntegrityError, match="stamp_whole_or_not_yet"), transaction.atomic():
        Stamp.objects.create(
            poll=poll, consultation=poll.consultation, statement="{}", asked_at=AFTER, stamped_at=AFTER
        )


def test_the_page_of_the_result_says_who_dated_the_count(authority, client):
    poll = counted()
    stamp_next_count(at=AFTER)
    shown = client.get(reverse("participation:poll_result", args=[published(poll).slug])).text
    assert "Dépouillement daté par une autorité extérieure" in shown
    assert "127.0.0.1" in shown
