"""Projects change publicly, with a reason where one is owed, and followers hear of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from projects.portfolio.models import Follow, Origin, Project, ProjectStatus
from projects.portfolio.operations import (
    NotThatState,
    ReasonMissing,
    change_state,
    follow,
    start_project,
    tell_followers,
    unfollow,
)
from projects.portfolio.rules import NEXT, Spending, may_become, silent_since
from projects.tests.factories.projects import make_project
from territories.instance.models import Act
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_participant, make_staff
from territories.tests.factories.areas import make_commune


@pytest.fixture
def manager(db):
    return make_staff("administrator")


def test_a_winner_becomes_a_public_project(manager):
    project = start_project(
        title="Bancs et ombre", by=manager, at=timezone.now(), area=make_commune(), voted_cents=1_650_000
    )
    twin = start_project(title="Bancs et ombre", by=manager, at=timezone.now(), area=make_commune())

    assert list(Project.objects.published().order_by("pk")) == [project, twin]
    assert (project.slug, twin.slug) == ("bancs-et-ombre", "bancs-et-ombre-2")
    assert project.origin == Origin.VOTE


def test_a_change_of_state_is_written_down_and_told_once_to_each_follower(manager):
    project, person = make_project(status="selected"), make_participant()
    for _ in range(2):
        follow(project=project, participant=person, at=timezone.now())

    change_state(project=project, then="under_way", by=manager, at=timezone.now())

    project.refresh_from_db()
    assert project.status == ProjectStatus.UNDER_WAY
    assert Act.objects.get(verb="project.state_changed").after == {"status": "under_way"}
    assert list(Notice.objects.values_list("participant", "url")) == [(person.pk, f"/projets/{project.slug}/")]


def test_who_stopped_following_hears_no_more(manager):
    project, person = make_project(), make_participant()
    follow(project=project, participant=person, at=timezone.now())
    unfollow(project=project, participant=person)

    assert tell_followers(project=project, key="project.news:1", text="Du neuf", at=timezone.now()) == 0


def test_nobody_hears_of_a_draft(manager):
    project, person = make_project(published=False), make_participant()
    follow(project=project, participant=person, at=timezone.now())

    assert tell_followers(project=project, key="project.news:1", text="Du neuf", at=timezone.now()) == 0


def test_a_delay_without_a_word_is_refused(manager):
    project = make_project(status="under_way")

    with pytest.raises(ReasonMissing):
        change_state(project=project, then="late", by=manager, at=timezone.now(), reason="  ")
    with pytest.raises(IntegrityError, match="project_late_or_abandoned_says_why"), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(status="late")


def test_an_idea_is_not_done_at_once(manager):
    with pytest.raises(NotThatState, match="en émergence"):
        change_state(project=make_project(status="idea"), then="done", by=manager, at=timezone.now())


def test_following_is_once(db):
    project, person = make_project(), make_participant()
    follow(project=project, participant=person, at=timezone.now())

    with pytest.raises(IntegrityError, match="follow_once"), transaction.atomic():
        Follow.objects.create(project=project, participant=person, at=timezone.now())


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"voted_cents": 0}, "project_voted_amount_is_positive"),
        ({"spent_cents": -1}, "project_spent_is_not_negative"),
        ({"starts": "bientôt"}, "project_dates_are_dates"),
    ],
)
def test_the_database_refuses(db, fields, constraint):
    project = make_project()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**fields)


@given(st.sampled_from(sorted(NEXT)), st.sampled_from(sorted(NEXT)))
def test_every_state_is_known_and_none_leads_to_itself(now, then):
    assert set(NEXT) == set(ProjectStatus.values)
    assert not (now == then and may_become(now, then))
    assert NEXT[now] <= set(NEXT)


def test_ninety_one_days_without_news_are_silence():
    start, day = date(2026, 1, 1), timedelta(days=1)

    assert silent_since(start, None, "under_way", start + 90 * day) is None
    assert silent_since(start, None, "under_way", start + 91 * day) == start
    assert silent_since(start, None, "done", start + 91 * day) is None
    assert silent_since(start + day, start, "under_way", start + 91 * day) is None
    assert silent_since(None, start, "selected", start + 91 * day) == start
    assert silent_since(None, None, "idea", start) is None


def test_what_is_left_may_be_negative():
    assert (Spending(3_000_000, 2_940_000).left, Spending(100, 150).left) == (60_000, -50)
