"""Many hands at once, each with a connection of its own. Each test is red when its guard is taken away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from crois_sens.kernel.refusals import Refusal
from participation.proposals.models import Proposal
from participation.proposals.operations import (
    decide_admissibility,
    file_idea,
    merge_ideas,
    save_draft,
    support_idea,
)
from participation.proposals.operations.statuses import StatusMoved
from participation.proposals.records import Support
from participation.proposals.states import Status
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_participant, make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment; return what each gave, a refusal included. Any other error is a failure."""
    start = Barrier(len(acts))

    def one(act):
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def draft(consultation, author=None, title="Une idée"):
    return save_draft(
        consultation=consultation, author=author or make_participant(), title=title, text="Texte.", at=NOW
    )


def refusals(results, kind=Refusal):
    return [result for result in results if isinstance(result, kind)]


def test_two_members_decide_at_the_same_moment_and_one_wins():
    member, idea = make_user(), make_proposal()
    yes, no = (Proposal.objects.select_related("consultation__area").get(pk=idea.pk) for _ in range(2))
    grounds = {"reason": "Hors compétence.", "article": "Article 2", "by": member, "at": NOW}

    results = at_once(
        lambda: decide_admissibility(proposal=yes, admissible=True, **grounds),
        lambda: decide_admissibility(proposal=no, admissible=False, **grounds),
    )

    assert len(refusals(results, StatusMoved)) == 1
    assert (idea.decisions.count(), idea.changes.count()) == (1, 2)


def test_numbers_have_no_gap_and_no_double():
    consultation = make_consultation()
    drafts = [draft(consultation) for _ in range(12)]

    results = at_once(*[lambda idea=idea: file_idea(proposal=idea, at=NOW) for idea in drafts])

    assert refusals(results) == []
    assert sorted(Proposal.objects.values_list("number", flat=True)) == list(range(1, 13))


def test_a_double_click_files_once():
    consultation = make_consultation()
    idea = draft(consultation)
    clicks = [Proposal.objects.get(pk=idea.pk) for _ in range(6)]

    results = at_once(*[lambda click=click: file_idea(proposal=click, at=NOW) for click in clicks])

    assert len(refusals(results)) == 5
    assert (idea.versions.count(), idea.changes.count(), idea.holders.count()) == (1, 1, 1)


def test_the_cap_of_ideas_holds_against_many_windows():
    consultation, author = make_consultation(ideas_per_person=2), make_participant()
    drafts = [draft(consultation, author) for _ in range(6)]

    results = at_once(*[lambda idea=idea: file_idea(proposal=idea, at=NOW) for idea in drafts])

    assert len(refusals(results)) == 4
    assert Proposal.objects.filed().count() == 2


def test_the_cap_of_supports_holds_against_many_windows():
    consultation, person = make_consultation(supports_per_person=2), make_participant()
    ideas = [make_proposal(consultation=consultation) for _ in range(6)]

    results = at_once(*[lambda idea=idea: support_idea(proposal=idea, participant=person, at=NOW) for idea in ideas])

    assert len(refusals(results)) == 4
    assert Support.objects.count() == 2


def test_a_support_clicked_many_times_counts_once():
    idea, person = make_proposal(), make_participant()

    results = at_once(*[lambda: support_idea(proposal=idea, participant=person, at=NOW)] * 8)

    assert sorted(results) == [False] * 7 + [True]
    assert Support.objects.count() == 1


def test_no_support_is_left_behind_on_an_idea_being_merged():
    consultation = make_consultation()
    away, keep = (make_proposal(consultation=consultation) for _ in range(2))
    people, member = [make_participant() for _ in range(8)], make_user()

    results = at_once(
        *[lambda person=person: support_idea(proposal=away, participant=person, at=NOW) for person in people],
        lambda: merge_ideas(away=away, keep=keep, reason="Les mêmes bancs.", by=member, at=NOW),
    )

    assert away.supports.count() == 0
    assert keep.supports.count() == results.count(True)


def test_two_merges_that_cross_make_no_circle_and_no_deadlock():
    consultation = make_consultation()
    one, other = (make_proposal(consultation=consultation) for _ in range(2))
    member = make_user()

    results = at_once(
        lambda: merge_ideas(away=one, keep=other, reason="Pareil.", by=member, at=NOW),
        lambda: merge_ideas(away=other, keep=one, reason="Pareil.", by=member, at=NOW),
    )

    assert len(refusals(results)) == 1
    assert sorted(Proposal.objects.values_list("status", flat=True)) == [Status.MERGED, Status.SUBMITTED]
