"""What is missing before publication, what may change after it, and the next edition's dates."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.consultations.checklist import WORDS, issues_of
from participation.consultations.models import Consultation, PhaseKind
from participation.consultations.rules import Span
from participation.consultations.rules.changes import EDITABLE, may_change, refused_changes
from participation.consultations.rules.editions import a_year_later, next_title
from participation.consultations.rules.publication import OPENS_AFTER, Plan, conflicts, issues_before_publication
from participation.tests.factories.consultations import DAY, NOW, make_consultation


def span(kind: str, opens: int, closes: int) -> Span:
    return Span(kind, NOW + opens * DAY, NOW + closes * DAY)


READY = {
    "kind": "budget",
    "summary": True,
    "description": True,
    "deciding_body": True,
    "envelope": True,
    "rulebook": True,
    "links": True,
    "phases": (span("ideas", 1, 5), span("vote", 5, 9), span("count", 9, 12)),
}


def test_a_ready_plan_has_no_gap():
    assert issues_before_publication(Plan(**READY), NOW) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"summary": False}, ["summary"]),
        ({"deciding_body": False}, ["deciding_body"]),
        ({"envelope": False}, ["envelope"]),
        ({"envelope": False, "kind": "vote"}, []),
        ({"rulebook": False}, ["rulebook"]),
        ({"rulebook": False, "kind": "hearing"}, []),
        ({"quarter": True}, ["quarter_declaration"]),
        ({"quarter": True, "declaration": True}, []),
        ({"description": False, "links": False}, ["description", "links"]),
        ({"phases": ()}, ["phases"]),
        ({"phases": (span("ideas", 1, 5),)}, ["vote"]),
        ({"phases": (span("ideas", 1, 6), span("vote", 5, 9), span("count", 9, 12))}, ["order"]),
        ({"phases": (span("ideas", -5, 0), span("vote", 5, 9), span("count", 9, 12))}, ["over"]),
        ({"phases": (span("vote", 5, 9),)}, ["result"]),
        ({"phases": (), "archive": True, "rulebook": False, "envelope": False}, []),
        ({"archive": True, "summary": False}, ["summary"]),
    ],
)
def test_each_gap_is_named(changes, codes):
    assert [gap.code for gap in issues_before_publication(Plan(**{**READY, **changes}), NOW)] == codes


def test_what_blocks_comes_first():
    gaps = issues_before_publication(Plan(**{**READY, "description": False, "rulebook": False}), NOW)
    assert [(gap.code, gap.blocking) for gap in gaps] == [("rulebook", True), ("description", False)]


spans = st.builds(
    lambda kind, opens, length: span(kind, opens, opens + length),
    st.sampled_from(PhaseKind.values),
    st.integers(-20, 20),
    st.integers(1, 10),
)


@given(st.lists(spans, max_size=6, unique_by=lambda phase: phase.kind))
def test_a_conflict_is_a_vote_that_opens_while_something_before_it_is_not_over(phases):
    named = {phase.kind: phase for phase in phases}
    for kind, other in conflicts(phases):
        assert other in OPENS_AFTER[kind]
        assert named[kind].opens_at < named[other].closes_at
    chained = sorted(phases, key=lambda phase: PhaseKind.values.index(phase.kind))
    moment, in_a_row = NOW, []
    for phase in chained:
        in_a_row.append(Span(phase.kind, moment, moment + DAY))
        moment += DAY
    assert conflicts(in_a_row) == []


@pytest.mark.django_db
def test_every_gap_has_its_words_and_a_place_to_go():
    draft = make_consultation(
        published=False, running=None, rulebook=False, envelope_cents=None, deciding_body="", summary=""
    )
    issues = issues_of(draft, NOW)
    assert {issue.code for issue in issues} <= set(WORDS)
    assert all(issue.text and issue.remedy and issue.url.startswith("/admin/") for issue in issues)


# --- Changes -------------------------------------------------------------------------------------------------------
def test_the_table_of_changes_knows_every_field_that_a_manager_types():
    computed = {"published_at", "published_by", "rules_sealed_at", "created_at", "updated_at", "id"}
    typed = {field.name for field in Consultation._meta.get_fields() if field.concrete} - computed
    assert {name for name in typed if not name.startswith("frozen_")} == set(EDITABLE)


@given(st.sampled_from(sorted(EDITABLE)), st.booleans())
def test_what_may_change_only_shrinks(field, vote_begun):
    stages = [
        may_change(field, published=False, vote_begun=False),
        may_change(field, published=True, vote_begun=False),
        may_change(field, published=True, vote_begun=True),
    ]
    assert stages == sorted(stages, reverse=True)
    assert stages[0]


def test_refused_changes_are_named():
    asked = ["title", "envelope_cents", "slug"]
    assert refused_changes(asked, published=True, vote_begun=True) == ["envelope_cents", "slug"]
    assert refused_changes(asked, published=True, vote_begun=False) == ["slug"]


# --- Editions ------------------------------------------------------------------------------------------------------
ZONES = ["Europe/Paris", "Indian/Reunion", "Pacific/Noumea", "America/Miquelon"]


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)), st.sampled_from(ZONES))
def test_a_year_later_is_the_same_hour_of_the_same_day_of_the_week(local, name):
    zone = ZoneInfo(name)
    before = local.replace(microsecond=0, tzinfo=UTC)
    after = a_year_later(before, zone)
    here, there = before.astimezone(zone), after.astimezone(zone)
    assert (there.date() - here.date()) in (timedelta(weeks=52), timedelta(weeks=52, days=1))
    moved = (there.replace(tzinfo=None) - here.replace(tzinfo=None)) - timedelta(weeks=52)
    assert moved in (timedelta(0), timedelta(hours=1))


@pytest.mark.parametrize(
    ("title", "following"),
    [("Budget participatif 2026", "Budget participatif 2027"), ("Budget 1999", "Budget 1999"), ("Idées", "Idées")],
)
def test_a_year_in_the_title_goes_on(title, following):
    assert next_title(title) == following
