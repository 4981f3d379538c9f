"""Messages that leave together: one mail for a person and an evening, whatever comes and whoever sends."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from django.test import Client
from django.urls import reverse

from crois_sens.kernel.registries import Registry
from territories.accounts.operations import close_account
from territories.notices import delivery
from territories.notices.delivery import deliver_due
from territories.notices.letters import unsubscribe_token
from territories.notices.models import Notice, Preference
from territories.notices.operations import choose_frequency, owe, try_again
from territories.notices.rules import DIGEST, RETRIES, STORM, next_digest
from territories.tests.factories.accounts import make_user

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
EVENING = NOW.replace(hour=17)


def owe_to(person, *, number=1, kind="proposal.comment", at=NOW, **changes):
    words = {"title": f"Nouvelle {number}", "text": f"Un mot {number}.", "url": "/idees/x/"}
    owe(kind=kind, key=f"{kind}:{number}", participant=person, at=at, **{**words, **changes})
    return Notice.objects.get(key=f"{kind}:{number}")


def digest():
    return Notice.objects.get(kind=DIGEST)


@pytest.mark.parametrize(
    ("frequency", "at", "expected"),
    [
        ("daily", NOW, EVENING),
        ("daily", EVENING, EVENING + timedelta(days=1)),
        ("weekly", NOW, EVENING + timedelta(days=3)),
        ("weekly", EVENING + timedelta(days=3), EVENING + timedelta(days=10)),
        ("weekly", EVENING + timedelta(days=3, seconds=-1), EVENING + timedelta(days=3)),
    ],
)
def test_when_messages_leave_together(frequency, at, expected):
    assert next_digest(frequency, at=at) == expected


@pytest.mark.django_db
class TestOneMail:
    def test_the_messages_of_a_day_leave_in_one_mail(self, mailoutbox):
        person = make_user(name="Camille").participant
        for number in range(3):
            owe_to(person, number=number)
        deliver_due(at=NOW)
        before = list(mailoutbox)
        deliver_due(at=EVENING)
        (mail,) = mailoutbox

        assert before == []
        assert mail.subject == "Vos 3 nouvelles : Nouvelle 0"
        assert mail.extra_headers["Message-ID"] == f"<{digest().public_id.hex}@localhost>"
        assert set(Notice.objects.values_list("sent_at", flat=True)) == {EVENING}

    def test_one_message_alone_keeps_its_own_title(self, mailoutbox):
        owe_to(make_user().participant)
        deliver_due(at=NOW)
        deliver_due(at=EVENING)

        assert [mail.subject for mail in mailoutbox] == ["Nouvelle 1"]

    def test_what_comes_after_the_mail_joins_the_next_one(self, mailoutbox):
        person = make_user().participant
        owe_to(person)
        deliver_due(at=NOW)
        deliver_due(at=EVENING)
        owe_to(person, number=2, at=EVENING - timedelta(seconds=1))
        # A clock that is a second behind asks for the evening that has just left.
        deliver_due(at=EVENING - timedelta(seconds=1))
        deliver_due(at=EVENING + timedelta(days=1))

        assert [mail.subject for mail in mailoutbox] == ["Nouvelle 1", "Nouvelle 2"]

    def test_a_week_is_one_mail_with_what_is_daily(self, mailoutbox):
        person = make_user().participant
        choose_frequency(participant=person, kind="poll.result", frequency="weekly", at=NOW)
        owe_to(person, kind="poll.result")
        thursday = NOW + timedelta(days=3)
        owe_to(person, at=thursday)
        deliver_due(at=NOW)
        deliver_due(at=EVENING)
        deliver_due(at=thursday)
        before = list(mailoutbox)
        deliver_due(at=EVENING + timedelta(days=3))

        assert before == []
        assert [mail.subject for mail in mailoutbox] == ["Vos 2 nouvelles : Nouvelle 1"]

    def test_it_costs_the_same_however_many_messages_it_holds(self, mailoutbox, django_assert_num_queries):
        for number, size in enumerate((1, 3)):
            person = make_user().participant
            for message in range(size):
                owe_to(person, number=10 * number + message)
            deliver_due(at=NOW)
            evening = EVENING + timedelta(days=number)
            Notice.objects.filter(kind=DIGEST, sent_at=None).update(due_at=evening)
            with django_assert_num_queries(8 + 4):  # as for one message, and its members
                deliver_due(at=evening)

        assert len(mailoutbox) == 2


@pytest.mark.django_db
class TestWhatLeaves:
    def test_what_was_refused_meanwhile_is_left_out(self, mailoutbox):
        person = make_user().participant
        refused, kept = owe_to(person), owe_to(person, kind="project.milestone")
        deliver_due(at=NOW)
        choose_frequency(participant=person, kind="proposal.comment", frequency="never", at=NOW)
        deliver_due(at=EVENING)

        assert Notice.objects.get(pk=refused.pk).dropped_at == EVENING
        assert Notice.objects.get(pk=kept.pk).sent_at == EVENING
        assert "Un mot" in mailoutbox[0].body

    def test_what_no_longer_holds_is_left_out_and_an_empty_mail_does_not_leave(self, mailoutbox, monkeypatch):
        asked = Registry("test")
        notice = owe_to(make_user().participant)
        deliver_due(at=NOW)
        monkeypatch.setattr(delivery, "notice_still_holds", asked)
        asked.add("proposal.comment", lambda *, notices, at: {notice.pk: "retiré"})
        deliver_due(at=EVENING)

        assert mailoutbox == []
        assert Notice.objects.get(pk=notice.pk).dropped_reason == "retiré"
        assert digest().dropped_at == EVENING

    def test_one_click_refuses_all_that_the_mail_was_about(self, mailoutbox):
        person = make_user().participant
        owe_to(person), owe_to(person, kind="project.milestone")
        deliver_due(at=NOW)
        deliver_due(at=EVENING)
        link = reverse("territories:unsubscribe", args=[unsubscribe_token(digest())])
        page = Client().get(link).content.decode()

        assert link in mailoutbox[0].extra_headers["List-Unsubscribe"]
        assert "Un commentaire sur mon idée" in page
        assert "Les étapes d’un projet que je suis" in page
        Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
        assert set(Preference.objects.values_list("kind", "frequency")) == {
            ("proposal.comment", "never"),
            ("project.milestone", "never"),
        }

    def test_a_digest_is_no_message_of_mine_and_cannot_be_refused_as_such(self):
        person = make_user().participant
        owe_to(person)
        deliver_due(at=NOW)

        assert [notice.kind for notice in Notice.objects.of_person(person)] == ["proposal.comment"]


@pytest.mark.django_db
class TestStorm:
    def test_the_fourth_of_a_kind_in_a_day_waits_for_the_evening(self, mailoutbox):
        person = make_user().participant
        for number in range(STORM + 2):
            owe_to(person, number=number, kind="poll.deliberation")
        owe_to(person, kind="poll.result")
        deliver_due(at=NOW)
        at_once = len(mailoutbox)
        deliver_due(at=EVENING)

        assert at_once == STORM + 1
        assert mailoutbox[-1].subject == f"Vos 2 nouvelles : Nouvelle {STORM}"

    def test_a_storm_is_over_the_next_day_and_is_seen_from_one_batch_to_the_next(self, mailoutbox):
        person = make_user().participant
        for number in range(STORM + 1):
            owe_to(person, number=number, kind="poll.result", at=NOW + timedelta(minutes=number))
            deliver_due(at=NOW + timedelta(minutes=number))
        in_the_storm = len(mailoutbox)
        tomorrow = NOW + timedelta(days=1, hours=1)
        owe_to(person, number=9, kind="poll.result", at=tomorrow)
        deliver_due(at=tomorrow)

        assert in_the_storm == STORM
        assert "Nouvelle 9" in {mail.subject for mail in mailoutbox}

    @pytest.mark.parametrize("kind", ["poll.unconfirmed", "proposal.decision"])
    def test_what_cannot_wait_or_be_refused_comes_at_once(self, kind, mailoutbox):
        person = make_user().participant
        for number in range(STORM + 2):
            owe_to(person, number=number, kind=kind)
        deliver_due(at=NOW)

        assert len(mailoutbox) == STORM + 2


class BrokenServer(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.mark.django_db
def test_members_share_the_fate_of_their_mail_and_are_tried_again_with_it(settings, mailoutbox):
    notice = owe_to(make_user().participant)
    deliver_due(at=NOW)
    settings.EMAIL_BACKEND, at = f"{__name__}.BrokenServer", EVENING
    for _wait in RETRIES:
        deliver_due(at=at)
        at = digest().due_at
    deliver_due(at=at)
    notice.refresh_from_db()
    failed = (digest().failed_at, notice.failed_at)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    try_again(notice=digest(), at=at)
    deliver_due(at=at)
    notice.refresh_from_db()

    assert failed == (at, at)
    assert (notice.sent_at, notice.failed_at, len(mailoutbox)) == (at, None, 1)


# --- Hands on the same evening ---------------------------------------------------------------------------------------
class SlowServer(EmailBackend):
    """A mail server that takes its time, so that something can happen meanwhile."""

    sending, go_on = threading.Event(), threading.Event()

    def send_messages(self, messages):
        self.sending.set()
        assert self.go_on.wait(20)
        return super().send_messages(messages)


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
def test_workers_that_open_the_same_evening_at_once_open_one():
    """Red without the unique key of the digest: each worker would write a mail of its own."""
    person = make_user().participant
    notices = [owe_to(person, number=number) for number in range(8)]
    gate = threading.Barrier(4)

    def work(mine):
        gate.wait()
        for notice in mine:
            delivery.join_digest(notice=notice, frequency="daily", at=NOW)

    for thread in [in_thread(lambda start=start: work(notices[start::4])) for start in range(4)]:
        thread.join(20)

    assert digest().members.count() == 8


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_what_comes_while_the_mail_leaves_is_neither_lost_nor_a_second_mail(settings, mailoutbox):
    """Red without the lock that joining takes: the message would join a digest that has left, and never leave."""
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    SlowServer.sending.clear()
    SlowServer.go_on.clear()
    person = make_user().participant
    owe_to(person)
    deliver_due(at=NOW)
    worker = in_thread(lambda: deliver_due(at=EVENING))
    assert SlowServer.sending.wait(20)
    late = owe_to(person, number=2, at=EVENING)
    joiner = in_thread(lambda: delivery.join_digest(notice=late, frequency="daily", at=NOW))
    joiner.join(0.5)
    waited = joiner.is_alive()
    SlowServer.go_on.set()
    worker.join(20)
    joiner.join(20)
    deliver_due(at=EVENING + timedelta(days=1))

    assert waited
    assert [mail.subject for mail in mailoutbox] == ["Nouvelle 1", "Nouvelle 2"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_closing_an_account_waits_for_its_mail_of_the_day(settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    SlowServer.sending.clear()
    SlowServer.go_on.clear()
    user = make_user()
    for number in range(3):
        owe_to(user.participant, number=number)
    deliver_due(at=NOW)
    worker = in_thread(lambda: deliver_due(at=EVENING))
    assert SlowServer.sending.wait(20)
    leaver = in_thread(lambda: close_account(user=user, at=EVENING))
    leaver.join(0.5)
    waited = leaver.is_alive()
    SlowServer.go_on.set()
    worker.join(20)
    leaver.join(20)

    assert waited
    assert len(mailoutbox) == 1
    assert not Notice.objects.exclude(text="").exists()
