"""The log of acts in words, and the history of a row in the admin."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from territories.instance.acts import acts_on, record, words_of
from territories.instance.models import Act
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.actors import make_organisation
from territories.tests.factories.areas import make_commune

VERB = re.compile(r"""(?:verb=|_tell_act\(|_log\(|_move\([a-z]+, [a-z]+, )"([a-z_]+\.[a-z_]+)\"""")


def verbs() -> set[str]:
    """The verbs that operations write into the log, read from the sources."""
    folders = ("territories", "projects", "seminars", "participation")
    files = [path for name in folders for path in Path(settings.BASE_DIR, name).rglob("operations/*.py")]
    files += [path for name in folders for path in Path(settings.BASE_DIR, name).glob("*/*.py")]
    return {verb for path in files for verb in VERB.findall(path.read_text(encoding="utf-8"))}


def test_every_act_has_words():
    found = verbs()
    assert {"poll.sealed", "poll.extended", "phase.moved", "comment.hidden", "role.granted"} <= found
    assert not sorted(verb for verb in found if words_of(Act(verb=verb)) == verb)


def test_a_change_of_state_of_an_idea_has_words():
    assert words_of(Act(verb="proposal.inadmissible")) == "Idée : Non recevable"
    assert words_of(Act(verb="something.unheard_of")) == "something.unheard_of"


@pytest.fixture
def row(db):
    area = make_commune()
    organisation = make_organisation(area=area)
    for verb in ("person.removed", "role.granted"):
        record(verb=verb, subject=organisation, at=timezone.now(), by=make_staff("manager", area), area=area)
    record(verb="role.revoked", subject=make_organisation(area=area), at=timezone.now())
    return organisation


def test_acts_on_a_row_come_newest_first(row, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [(act.verb, act.by is not None) for act in acts_on(row)] == [
            ("role.granted", True),
            ("person.removed", True),
        ]


def test_the_history_tells_them_to_who_may_read_the_log(client, row):
    history = reverse("admin:territories_organisation_history", args=[row.pk])
    client.force_login(make_staff("manager", row.area))
    told = client.get(history).content.decode()
    assert "Rôle donné" in told
    assert "chef ou cheffe de projet" in told
    assert "Rôle retiré" not in told


def test_the_log_is_read_in_words(client, row):
    client.force_login(make_staff("manager", row.area))
    told = client.get(reverse("admin:territories_act_changelist")).content.decode()
    assert "Rôle donné" in told
    assert "role.granted" not in re.sub(r'(href|value)="[^"]*"', "", told)
