"""Owing messages: once for a key, for one person or for all of a query."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from territories.accounts.models import Participant
from territories.notices.models import Notice
from territories.notices.operations import owe, owe_many
from territories.tests.factories.accounts import make_participant
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def owe_result(**changes):
    return owe(
        **{"kind": "poll.result", "key": "poll.result:1", "title": "Résultat", "text": "…", "at": NOW, **changes}
    )


def test_a_message_is_new_once_for_its_key():
    person = make_participant()
    assert owe_result(participant=person) is True
    assert owe_result(participant=person, title="Autre titre") is False
    notice = Notice.objects.get()
    assert (notice.title, notice.participant, notice.due_at) == ("Résultat", person, NOW)


def test_a_message_names_its_subject_without_a_foreign_key():
    commune = make_commune()
    owe_result(participant=make_participant(), subject=commune)
    notice = Notice.objects.get()
    assert (notice.subject_kind, notice.subject_id) == ("area", str(commune.pk))


def test_a_kind_that_nobody_described_is_a_typing_mistake():
    with pytest.raises(KeyError):
        owe_result(kind="poll.reslut")


def test_owing_to_a_query_writes_every_row_in_one_statement(django_assert_num_queries):
    home = make_commune()
    for _ in range(3):
        make_participant(home=home)
    make_participant()
    crowd = Participant.objects.filter(home=home)
    with django_assert_num_queries(1):
        new = owe_many(
            kind="poll.result", key="poll.result:7", title="100 % utile", text="…", at=NOW, participants=crowd
        )
    assert new == 3
    assert {notice.participant.home_id for notice in Notice.objects.all()} == {home.pk}
    assert len({notice.public_id for notice in Notice.objects.all()}) == 3


def test_owing_to_a_query_again_adds_only_newcomers():
    home = make_commune()
    make_participant(home=home)
    crowd = Participant.objects.filter(home=home)
    message = {"kind": "poll.result", "key": "poll.result:7", "title": "Ouvert", "text": "…", "at": NOW}
    assert owe_many(participants=crowd, **message) == 1
    make_participant(home=home)
    assert owe_many(participants=crowd, **message) == 1
    assert owe_many(participants=crowd, **message) == 0
    assert owe_many(participants=Participant.objects.none(), **message) == 0


def test_a_message_has_one_fate():
    owe_result(participant=make_participant())
    for two in (("sent_at", "dropped_at"), ("sent_at", "failed_at"), ("dropped_at", "failed_at")):
        with pytest.raises(IntegrityError, match="notice_has_one_fate"), transaction.atomic():
            Notice.objects.update(**dict.fromkeys(two, NOW))
