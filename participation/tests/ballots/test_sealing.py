"""Sealing: what is missing is listed, what is sealed is refused to change whatever the path."""

import inspect
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from participation.ballots.emptying_triggers import TABLES
from participation.ballots.models import Choice, Poll, PollVersion
from participation.ballots.operations import extend_poll, issues_before_sealing, seal_poll, withdraw_choice
from participation.ballots.operations.sealing import AlreadySealed, NotAnExtension, NotReadyToSeal, TooLateToWithdraw
from participation.ballots.rules import fingerprint
from participation.ballots.wording import told
from participation.consultations.models import Consultation, Phase
from participation.consultations.operations.calendar import close_phase_early, extend_phase
from participation.proposals.models import Proposal
from participation.tests.factories.ballots import count_votes, fresh, make_poll
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal

pytestmark = pytest.mark.django_db


def codes(poll):
    return {issue.code for issue in issues_before_sealing(poll, at=NOW)}


def refused_by_the_database(guard, change):
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        change()


def raw(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_poll_says_all_that_it_misses_with_a_remedy_each():
    consultation = make_consultation(
        running=None, published=False, rulebook=False, envelope_cents=None, deciding_body=""
    )
    poll = Poll.objects.create(consultation=consultation, slug="vide", paper="totals", rule="equal-shares")
    issues = issues_before_sealing(poll, at=NOW)
    assert {issue.code for issue in issues} == {
        "consultation_not_published",
        "no_rulebook",
        "no_deciding_body",
        "no_calendar",
        "no_envelope",
        "too_few_projects",
        "rule_needs_ballots",
        "recount_needs_ballots",
        "no_urn",
    }
    assert all(told(issue).sentence and told(issue).remedy for issue in issues)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"costs": (30_000,)}, "too_few_projects"),
        ({"max_choices": 9}, "maximum_above_projects"),
        ({"min_choices": 9, "max_choices": None}, "minimum_above_projects"),
        ({"costs": (30_000, 120_000)}, "project_too_dear"),
        ({"cap_cents": 2_000_000}, "project_too_dear"),
        ({"closes": -1}, "calendar_over"),
    ],
)
def test_each_gap_is_named(fields, code):
    poll = make_poll(sealed=False, **fields)
    assert code in codes(poll)
    with pytest.raises(NotReadyToSeal):
        seal_poll(poll=poll, by=publisher(), at=NOW)


def test_an_idea_without_cost_is_missing_something_and_an_undecided_one_is_only_said():
    poll = make_poll(sealed=False)
    make_proposal(consultation=poll.consultation, status="feasible", cost_cents=None)
    make_proposal(consultation=poll.consultation, status="in_study")
    issues = {issue.code: issue.blocking for issue in issues_before_sealing(poll, at=NOW)}
    assert issues == {"project_without_cost": True, "undecided": False}


def test_sealing_copies_the_projects_and_publishes_the_hash_of_all_that_is_promised():
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="vote")
    ideas = [
        make_proposal(consultation=consultation, status="feasible", cost_cents=cost, title=title)
        for title, cost in [("Bancs", 1_650_000), ("Café", 2_800_000), ("Sentier", 300_000)]
    ]
    make_proposal(consultation=consultation, status="unfeasible", cost_cents=100)
    poll = Poll.objects.create(consultation=consultation, slug="budget", max_choices=2)
    poll = seal_poll(poll=poll, by=publisher(), at=NOW)
    contract = json.loads(poll.rule_json)
    assert [(one["no"], one["title"], one["cost_cents"]) for one in contract["projects"]] == [
        (1, "Bancs", 1_650_000),
        (2, "Café", 2_800_000),
        (3, "Sentier", 300_000),
    ]
    assert poll.rule_sha256 == fingerprint(contract)
    assert contract["envelope"] == consultation.envelope_cents
    assert set(Proposal.objects.filter(pk__in=[one.pk for one in ideas]).values_list("status", flat=True)) == {
        "on_ballot"
    }
    assert PollVersion.objects.get(poll=poll).rule_sha256 == poll.rule_sha256
    assert Consultation.objects.get(pk=consultation.pk).rules_sealed_at == NOW
    with pytest.raises(AlreadySealed):
        seal_poll(poll=poll, by=publisher(), at=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"max_choices": 2},
        {"rule": "equal-shares"},
        {"min_votes": 100},
        {"utility": "cardinality"},
        {"envelope_cents": 1},
        {"opens_at": NOW},
        {"closes_at": NOW + 9 * DAY},
        {"question": "Une autre question ?"},
        {"duplicates": "web"},
        {"sealed_at": None, "sealed_by": None, "version": 0, "rule_json": "", "rule_sha256": ""},
        {"rule_json": "{}"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_sealed_poll_refuses_to_change(change):
    poll = make_poll()

    def by_save():
        row = fresh(poll)
        for name, value in change.items():
            setattr(row, name, value)
        row.save()

    def by_bulk_update():
        row = fresh(poll)
        for name, value in change.items():
            setattr(row, name, value)
        Poll.objects.bulk_update([row], list(change))

    refused_by_the_database("poll_is_frozen", by_save)
    refused_by_the_database("poll_is_frozen", by_bulk_update)
    refused_by_the_database("poll_is_frozen", lambda: Poll.objects.filter(pk=poll.pk).update(**change))


def test_a_sealed_poll_refuses_raw_sql_and_deletion():
    poll = make_poll()
    table = "participation_poll"
    refused_by_the_database("poll_is_frozen", lambda: raw(f"UPDATE {table} SET rule = 'x' WHERE id = %s", poll.pk))
    refused_by_the_database("poll_is_frozen", lambda: raw(f"DELETE FROM {table} WHERE id = %s", poll.pk))
    refused_by_the_database("poll_is_frozen", lambda: raw(f"UPDATE {table} SET version = 2 WHERE id = %s", poll.pk))


def test_a_poll_is_not_born_sealed_nor_with_another_contract_than_its_rows():
    poll = make_poll()
    values = {field.attname: getattr(poll, field.attname) for field in Poll._meta.concrete_fields}
    twin = Poll(**{**values, "id": None, "slug": "jumeau"})
    refused_by_the_database("poll_is_frozen", lambda: twin.save(force_insert=True))
    draft = make_poll(sealed=False)
    fields = (
        "rule_json",
        "rule_sha256",
        "version",
        "opens_at",
        "closes_at",
        "envelope_cents",
        "sealed_at",
        "sealed_by",
    )
    taken = {name: getattr(poll, name) for name in fields}
    refused_by_the_database("poll_contract_holds", lambda: Poll.objects.filter(pk=draft.pk).update(**taken))


@pytest.mark.parametrize("change", [{"cost_cents": 1}, {"title": "Autre"}, {"no": 9}, {"code": "009"}])
def test_projects_of_a_sealed_poll_refuse_to_change(change):
    choice = make_poll().choices.first()
    chosen = Choice.objects.filter(pk=choice.pk)
    refused_by_the_database("choice_is_frozen", lambda: chosen.update(**change))
    refused_by_the_database("choice_is_frozen", lambda: chosen.update(withdrawn_at=NOW, withdrawn_reason="En douce"))


def test_projects_neither_enter_nor_leave_a_sealed_poll():
    poll, other = make_poll(), make_poll(sealed=False)
    choice, loose = poll.choices.first(), other.choices.first()
    new = Choice(consultation=poll.consultation, poll=poll, no=9, code="009", title="Passager", cost_cents=1)
    refused_by_the_database("choice_is_frozen", new.save)
    refused_by_the_database("choice_is_frozen", lambda: Choice.objects.bulk_create([new]))
    refused_by_the_database("choice_is_frozen", choice.delete)
    refused_by_the_database("choice_is_frozen", lambda: Choice.objects.filter(pk=loose.pk).update(poll=poll, no=9))
    raw("UPDATE participation_choice SET no = 9 WHERE id = %s", loose.pk)
    refused_by_the_database(
        "choice_is_frozen", lambda: raw("UPDATE participation_choice SET cost_cents = 1 WHERE id = %s", choice.pk)
    )


def test_more_time_is_a_public_version_with_its_reason():
    poll = make_poll()
    with pytest.raises(NotAnExtension):
        extend_poll(poll=poll, closes_at=NOW + 9 * DAY, reason=" ", by=publisher(), at=NOW)
    with pytest.raises(NotAnExtension):
        extend_poll(poll=poll, closes_at=NOW + DAY, reason="Plus court", by=publisher(), at=NOW)
    with pytest.raises(NotAnExtension):
        extend_poll(poll=poll, closes_at=NOW + 9 * DAY, reason="Trop tard", by=publisher(), at=poll.closes_at)
    extend_poll(poll=poll, closes_at=NOW + 9 * DAY, reason="Panne du site", by=publisher(), at=NOW)
    extended = fresh(poll)
    assert extended.closes_at == NOW + 9 * DAY
    assert extended.version == 2
    assert extended.rule_sha256 != poll.rule_sha256
    assert list(extended.versions.values_list("kind", "reason")) == [("sealed", ""), ("extended", "Panne du site")]


def test_withdrawing_a_project_is_a_public_version_and_its_votes_decide_nothing():
    poll = make_poll()
    choice = poll.choices.get(no=2)
    withdraw_choice(choice=choice, reason="Terrain vendu.", by=publisher(), at=NOW)
    poll = fresh(poll)
    assert json.loads(poll.rule_json)["projects"][1]["withdrawn"] == "Terrain vendu."
    for late in (fresh(poll), count_votes(poll)):
        with pytest.raises(TooLateToWithdraw):
            withdraw_choice(choice=late.choices.get(no=2), reason="Encore", by=publisher(), at=NOW)


def empty(table):
    raw("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would refuse first
    raw(f"TRUNCATE participation_{table} CASCADE")


@pytest.mark.parametrize("table", [*TABLES, "consultation"])
def test_the_tables_of_a_sealed_vote_are_not_emptied(table):
    poll = make_poll()
    refused_by_the_database("votes_are_not_emptied", lambda: empty(table))
    assert Poll.objects.filter(pk=poll.pk).exists()


def test_tables_without_a_sealed_vote_may_be_emptied():
    consultation = make_consultation(running=None)
    Poll.objects.create(consultation=consultation, slug="vide", paper="totals", rule="equal-shares")
    empty("poll")
    assert not Poll.objects.exists()


def test_flushing_a_house_with_a_sealed_vote_is_refused_outside_of_tests(monkeypatch):
    make_poll()
    plain = inspect.unwrap(DatabaseOperations.execute_sql_flush)
    monkeypatch.setattr(DatabaseOperations, "execute_sql_flush", plain)
    raw("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(CommandError) as refused:
        call_command("flush", interactive=False)
    assert "votes_are_not_emptied" in str(refused.value.__cause__)


def test_versions_are_written_once_and_their_hash_is_true():
    poll = make_poll()
    versions = PollVersion.objects.filter(poll=poll)
    refused_by_the_database("written_once", lambda: versions.update(reason="Autre"))
    refused_by_the_database("written_once", lambda: raw("DELETE FROM participation_pollversion"))
    forged = PollVersion(
        consultation=poll.consultation,
        poll=poll,
        no=2,
        kind="extended",
        reason="Faux",
        rule_json=poll.rule_json,
        rule_sha256="0" * 64,
        at=NOW,
        by=publisher(),
    )
    refused_by_the_database("version_hash_is_true", forged.save)


def test_the_phase_and_the_sealed_poll_keep_one_calendar():
    poll = make_poll()
    phases = Phase.objects.filter(consultation=poll.consultation, kind="vote")
    refused_by_the_database("phase_keeps_sealed_calendar", lambda: phases.update(closes_at=NOW + 9 * DAY))
    refused_by_the_database("phase_keeps_sealed_calendar", lambda: raw("DELETE FROM participation_phase"))
    phase = phases.get()
    extend_phase(phase=phase, closes_at=NOW + 9 * DAY, reason="Panne du site", by=publisher(), at=NOW)
    assert fresh(poll).closes_at == phases.get().closes_at == NOW + 9 * DAY
    assert fresh(poll).versions.last().reason == "Panne du site"
    with pytest.raises(NotAnExtension):
        close_phase_early(phase=phases.get(), reason="Assez voté", by=publisher(), at=NOW)
