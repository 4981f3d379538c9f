"""Delivery: once each, as its reader wishes, by any number of workers, whatever dies on the way."""

import re
import threading
from datetime import UTC, datetime, timedelta
from html import unescape
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections, transaction
from django.utils import timezone

from territories.accounts.models import Participant
from territories.accounts.operations import close_account
from territories.notices.delivery import claim, deliver, deliver_due
from territories.notices.letters import Letter, bound
from territories.notices.models import Notice, Preference
from territories.notices.operations import CannotRefuse, ask_for_news, choose_frequency, owe, owe_many, try_again
from territories.notices.rules import HELD_FOR, KINDS, RETRIES
from territories.tests.factories.accounts import make_participant, make_user

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def owe_to(participant=None, kind="poll.result", number=1, **changes):
    message = {"title": f"Nouvelle {number}", "text": "Un mot.\n\nUn autre.", "url": "/votes/x/", "at": NOW}
    owe(kind=kind, key=f"{kind}:{number}", participant=participant, **{**message, **changes})
    return Notice.objects.get(key=f"{kind}:{number}")


@pytest.mark.django_db
def test_what_is_due_is_sent_once(mailoutbox):
    user = make_user(email="camille@exemple.fr", name="Camille")
    notice = owe_to(user.participant)
    owe_to(user.participant, number=2, due_at=NOW + timedelta(hours=1))
    assert deliver_due(at=NOW) == 1
    assert deliver_due(at=NOW) == 0
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["camille@exemple.fr"], "Nouvelle 1")
    assert "Bonjour Camille," in mail.body
    notice.refresh_from_db()
    assert (notice.sent_at, notice.attempts) == (NOW, 1)


@pytest.mark.django_db
def test_the_mail_says_the_same_in_text_and_html_and_carries_its_headers(mailoutbox):
    notice = owe_to(make_user(name="Éloïse & Co").participant)
    deliver_due(at=NOW)
    (mail,) = mailoutbox
    html = mail.alternatives[0][0]
    assert mail.extra_headers["Message-ID"] == f"<{notice.public_id.hex}@localhost>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert leave in mail.body
    assert leave in html
    for part in (mail.body, html):
        assert "Un mot." in part
        assert "http://localhost:8000/votes/x/" in part
    assert "Éloïse & Co" in mail.body
    assert "Éloïse &amp; Co" in html
    assert str(notice.participant.public_id) not in leave


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_text_and_html_hold_the_same_words_and_links_in_the_same_order(mailoutbox, number):
    person = make_user(name="Éloïse & Co").participant
    for one in range(number):
        owe_to(person, kind="proposal.comment", number=one, title=f"Titre <{one}> & co", text="Ligne.\nSuite.\n\nFin.")
    deliver_due(at=NOW)
    deliver_due(at=NOW.replace(hour=17))
    (mail,) = mailoutbox

    assert words_of_html(mail.alternatives[0][0]) == words_of_text(mail.body)


def words_of_html(page: str) -> list[str]:
    """What a reader of the HTML gets: its words, and the address of each link after its name."""
    body = re.search(r"<body.*?>(.*)</body>", page, re.DOTALL)[1]
    body = re.sub(r'<a href="([^"]+)"[^>]*>(.*?)</a>', r"\2 : \1", body)
    return re.sub(r"[\s:·]+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).split()


def words_of_text(body: str) -> list[str]:
    """What a reader of the text gets; a sole site address stands below the name instead of behind it."""
    body = re.sub(r"^== | ==$|^-- $", "", body, flags=re.MULTILINE)
    return re.sub(r"[\s:·]+", " ", body).split()


@pytest.mark.django_db
def test_each_reader_gets_what_they_chose(mailoutbox):
    person = make_user().participant
    choose_frequency(participant=person, kind="poll.result", frequency="never", at=NOW)
    refused = owe_to(person)
    decision = owe_to(person, kind="proposal.decision")
    deliver_due(at=NOW)
    refused.refresh_from_db()
    decision.refresh_from_db()
    assert (refused.dropped_at, refused.sent_at) == (NOW, None)
    assert decision.sent_at == NOW
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers


@pytest.mark.django_db
def test_announcements_are_mailed_to_those_who_asked_for_them(mailoutbox):
    asked, silent = make_user().participant, make_user().participant
    ask_for_news(participant=asked, at=NOW)
    for number, person in enumerate((asked, silent)):
        owe_to(person, kind="poll.open", number=number)
    deliver_due(at=NOW)
    assert [mail.to for mail in mailoutbox] == [[asked.user.email]]
    assert Notice.objects.get(participant=silent).dropped_reason == "non demandé"


@pytest.mark.django_db
def test_asking_again_does_not_undo_what_was_refused():
    person = make_user().participant
    choose_frequency(participant=person, kind="poll.open", frequency="never", at=NOW)
    ask_for_news(participant=person, at=NOW)
    chosen = dict(person.notice_preferences.values_list("kind", "frequency"))
    assert chosen == {"campaign.open": "each", "campaign.meeting": "each", "poll.open": "never", "poll.closing": "each"}


@pytest.mark.django_db
def test_people_without_address_are_not_written_to():
    notice = owe_to(make_participant())
    deliver_due(at=NOW)
    notice.refresh_from_db()
    assert notice.dropped_reason == "sans adresse électronique"


@pytest.mark.django_db
def test_people_entered_at_the_desk_are_written_to_at_their_address(mailoutbox):
    owe_to(make_participant(email="petit@exemple.fr"))
    deliver_due(at=NOW)
    assert mailoutbox[0].to == ["petit@exemple.fr"]


class BrokenServer(EmailBackend):
    """A mail server that hangs up on everybody."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("camille@exemple.fr: hung up")


@pytest.mark.django_db
def test_a_server_that_fails_is_tried_again_less_and_less_and_then_given_up(settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    notice, at = owe_to(make_user().participant), NOW
    for wait in RETRIES:
        assert deliver_due(at=at) == 1
        assert deliver_due(at=at) == 0
        notice.refresh_from_db()
        assert (notice.due_at, notice.failed_at) == (at + wait, None)
        at = notice.due_at
    deliver_due(at=at)
    notice.refresh_from_db()
    assert notice.failed_at == at
    assert notice.last_error == "SMTPServerDisconnected"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert try_again(notice=notice, at=at)
    deliver_due(at=at)
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_a_message_that_cannot_be_written_does_not_hold_up_the_others(mailoutbox, monkeypatch):
    person = make_user().participant
    broken = owe_to(person)
    owe_to(person, number=2)
    Notice.objects.filter(pk=broken.pk).update(kind="kind.of.a.newer.version")
    deliver_due(at=NOW)
    broken.refresh_from_db()
    assert broken.last_error == "KeyError"
    assert [mail.subject for mail in mailoutbox] == ["Nouvelle 2"]


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_taken_over_with_the_same_message_id(mailoutbox):
    notice = owe_to(make_user().participant)
    assert claim(at=NOW) == [notice.pk]  # and the worker dies
    assert deliver_due(at=NOW + HELD_FOR) == 0
    later = NOW + HELD_FOR + timedelta(seconds=1)
    assert deliver_due(at=later) == 1
    # The first worker was only slow: its claim is lost, it sends nothing.
    deliver(notice_id=notice.pk, claimed_at=NOW, wishes={}, mailbox=None)
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_a_batch_costs_the_same_however_many_people_wait(django_assert_num_queries, mailoutbox):
    for number in range(3):
        owe_to(make_user().participant, number=number)
    # SAVEPOINT, the rows, the claim, RELEASE; do they still hold (rows, answer); their readers' wishes; whether there
    # is a storm; then per message: SAVEPOINT, the row, its fate, RELEASE.
    with django_assert_num_queries(8 + 3 * 4):
        deliver_due(at=NOW)
    assert len(mailoutbox) == 3


@pytest.mark.django_db
def test_what_belongs_to_the_service_cannot_be_refused():
    person = make_participant()
    for kind, described in KINDS.items():
        if not described.optional:
            with pytest.raises(CannotRefuse):
                choose_frequency(participant=person, kind=kind, frequency="never", at=NOW)
    assert not Preference.objects.exists()


# --- Two workers with connections of their own ---------------------------------------------------------------------
def in_thread(work):
    """Run in a thread with its own connection, closed at the end."""

    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_claim_the_same_message():
    people = [make_participant() for _ in range(120)]
    at = timezone.now()
    owe_many(kind="poll.result", key="race", title="x", text="x", at=at, participants=Participant.objects.all())
    taken, gate = [], threading.Barrier(4)

    def work():
        gate.wait()
        while batch := claim(at=at):
            taken.extend(batch)

    for thread in [in_thread(work) for _ in range(4)]:
        thread.join(30)
    assert len(taken) == len(set(taken)) == len(people)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_claim_does_not_wait_for_the_worker_that_holds_the_row():
    owe_to(make_participant())
    done = threading.Event()
    with transaction.atomic():
        list(Notice.objects.select_for_update())
        thread = in_thread(lambda: (claim(at=NOW), done.set()))
        assert done.wait(5), "the second worker waits instead of skipping"
    thread.join(5)


class SlowServer(EmailBackend):
    """A mail server that takes its time, so that something can happen meanwhile."""

    sending, go_on = threading.Event(), threading.Event()

    def send_messages(self, messages):
        self.sending.set()
        assert self.go_on.wait(20)
        return super().send_messages(messages)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_closing_an_account_waits_for_the_mail_that_leaves_and_stops_the_next(settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    SlowServer.sending.clear()
    SlowServer.go_on.clear()
    user = make_user(email="part@exemple.fr")
    for number in range(2):
        owe_to(user.participant, number=number)
    order = []

    def send():
        deliver_due(at=NOW)
        order.append("delivered")

    def leave():
        close_account(user=user, at=NOW)
        order.append("closed")

    worker = in_thread(send)
    assert SlowServer.sending.wait(20)
    leaver = in_thread(leave)
    wait_until_blocked()
    assert order == []
    SlowServer.go_on.set()
    worker.join(20)
    leaver.join(20)
    assert [mail.to for mail in mailoutbox] in ([["part@exemple.fr"]], [["part@exemple.fr"]] * 2)
    first, second = Notice.objects.order_by("key")
    assert first.sent_at == NOW
    assert (second.sent_at is None) is (len(mailoutbox) == 1)
    assert {first.address, second.address, first.text, second.text} == {""}
    sent = len(mailoutbox)
    deliver_due(at=NOW + timedelta(days=1))
    assert len(mailoutbox) == sent


def wait_until_blocked(seconds: float = 10.0):
    """Wait until some connection of this database waits for a lock."""
    deadline = timezone.now() + timedelta(seconds=seconds)
    question = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while timezone.now() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(question)
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.02)
    raise AssertionError("nobody waits: the account closes while its mail leaves")


def test_french_punctuation_stays_with_its_words_in_a_narrow_window():
    letter = bound(Letter("Le vote est ouvert : budget 2026", "« Oui » ou non ? À vous !"))
    assert letter.title == "Le vote est ouvert\u00a0: budget 2026"
    assert letter.text == "«\u00a0Oui\u00a0» ou non\u00a0? À vous\u00a0!"
