"""A message whose reason is gone when it is about to leave is dropped or put off; the others of its batch leave."""

from datetime import UTC, datetime, timedelta

import pytest

from crois_sens.kernel.registries import Registry
from territories.notices import delivery
from territories.notices.models import Notice
from territories.notices.operations import owe
from territories.tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def asked(monkeypatch):
    """A registry of this test alone."""
    registry = Registry("test")
    monkeypatch.setattr(delivery, "notice_still_holds", registry)
    return registry


def owe_to(person, kind="poll.result", key="a"):
    owe(kind=kind, key=key, title="Titre", text="Texte.", participant=person, at=NOW)
    return Notice.objects.get(key=key)


def test_what_no_longer_holds_is_dropped_with_its_reason_and_the_rest_leaves(asked, mailoutbox):
    first, second = make_user().participant, make_user().participant
    gone, kept = owe_to(first, key="a"), owe_to(second, key="b")
    asked.add("poll.result", lambda *, notices, at: {gone.pk: "a déjà voté"})

    delivery.deliver_due(at=NOW)

    assert Notice.objects.get(pk=gone.pk).dropped_reason == "a déjà voté"
    assert Notice.objects.get(pk=kept.pk).sent_at == NOW
    assert len(mailoutbox) == 1


def test_what_comes_too_early_is_put_off_and_leaves_then(asked, mailoutbox):
    notice = owe_to(make_user().participant)
    asked.add(
        "poll.result", lambda *, notices, at: dict.fromkeys([one.pk for one in notices], LATER) if at < LATER else {}
    )

    delivery.deliver_due(at=NOW)
    assert mailoutbox == []
    assert delivery.deliver_due(at=LATER - timedelta(seconds=1)) == 0
    delivery.deliver_due(at=LATER)

    notice.refresh_from_db()
    assert (notice.due_at, notice.sent_at, notice.attempts) == (LATER, LATER, 1)


def test_a_question_that_fails_holds_up_its_own_kind_only(asked, mailoutbox):
    def fails(*, notices, at):
        raise ZeroDivisionError

    asked.add("poll.result", fails)
    person = make_user().participant
    stuck, other = owe_to(person), owe_to(person, kind="poll.voted", key="b")

    delivery.deliver_due(at=NOW)

    assert Notice.objects.get(pk=other.pk).sent_at == NOW
    stuck.refresh_from_db()
    assert (stuck.last_error, stuck.sent_at) == ("ZeroDivisionError", None)
    assert stuck.due_at > NOW


def test_all_messages_of_a_kind_are_asked_about_at_once(asked):
    calls = []
    asked.add("poll.result", lambda *, notices, at: calls.append(len(notices)) or {})
    for number in range(3):
        owe_to(make_user().participant, key=str(number))
    delivery.deliver_due(at=NOW)
    assert calls == [3]
