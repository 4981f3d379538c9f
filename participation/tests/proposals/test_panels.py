"""Ideas on the pages of others, in a team's queues, and in a person's data."""

import json

import pytest

from participation.debates import panels as debates
from participation.debates.operations import post_comment, report_comment
from participation.proposals import panels
from participation.proposals.models import Proposal
from participation.proposals.operations import assign_study, propose_scope
from participation.proposals.states import Status
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase
from participation.tests.factories.proposals import make_proposal, make_support
from territories.tests.factories.accounts import make_participant, make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


def test_my_space_shows_my_drafts_my_ideas_those_i_support_and_what_waits_for_me():
    consultation, me = make_consultation(running="study"), make_participant()
    draft = make_proposal(consultation=consultation, author=me, status=Status.DRAFT)
    mine = make_proposal(consultation=consultation, author=me, status=Status.IN_STUDY)
    liked = make_proposal(consultation=consultation)
    make_support(liked, me)
    propose_scope(proposal=mine, title="Autre", text="Autre.", cost_cents=None, reason="Place.", by=make_user(), at=NOW)

    panel = panels.mine(participant=me, at=NOW)

    assert panel["drafts"] == [draft]
    assert panel["ideas"] == [mine]
    assert panel["supported"] == [liked]
    assert panel["waiting"] == [mine]
    step = panels.next_step(consultation=consultation, participant=me, at=NOW)
    assert step["url"] == f"{mine.get_absolute_url()}perimetre/"
    assert panels.next_step(consultation=consultation, participant=make_participant(), at=NOW) is None
    assert panels.mine(participant=make_participant(), at=NOW) is None


def test_an_area_and_a_consultation_show_their_latest_public_ideas():
    commune = make_commune()
    idea = make_proposal(area=commune)
    make_proposal(area=commune, hidden_at=NOW, hidden_reason="Injure.")

    assert panels.of_area(area=commune, person=None, at=NOW)["rows"] == [idea]
    assert panels.of_area(area=make_commune(), person=None, at=NOW) is None
    shown = panels.of_consultation(consultation=idea.consultation, person=None, at=NOW)
    assert (shown["rows"], shown["total"], bool(shown["new_url"])) == ([idea], 1, True)
    assert panels.of_consultation(consultation=make_consultation(running="vote"), person=None, at=NOW) is None


def test_ideas_put_to_the_vote_are_shown_in_the_order_of_the_day_and_those_that_are_out_only_for_want_of_others():
    consultation = make_consultation(running="vote")
    out = [make_proposal(consultation=consultation, status=status) for status in (Status.WITHDRAWN, Status.UNFEASIBLE)]
    ideas = Proposal.objects.public()
    assert ideas.glimpse(4, seed="jour") == out[::-1]

    alive = [make_proposal(consultation=consultation, status=Status.FEASIBLE) for _ in range(3)]
    assert ideas.glimpse(2, seed="jour") == alive[:0:-1]

    voted = [make_proposal(consultation=consultation, status=Status.ON_BALLOT) for _ in range(6)]
    orders = {tuple(idea.pk for idea in ideas.glimpse(6, seed=day)) for day in ("lundi", "mardi", "lundi")}
    assert len(orders) == 2
    assert all(set(order) == {idea.pk for idea in voted} for order in orders)


def test_each_team_is_told_what_waits_for_it():
    consultation = make_consultation()
    make_phase(consultation, kind="study")
    area = consultation.area
    make_proposal(consultation=consultation)
    studied, free = (make_proposal(consultation=consultation, status=Status.ADMISSIBLE) for _ in range(2))
    instructor, manager = make_staff("instructor", area), make_staff("manager", area)
    assign_study(proposal=studied, instructor=instructor, by=manager, at=NOW)
    make_proposal()
    comment = post_comment(proposal=free, author=make_participant(), text="Achetez !", at=NOW)
    report_comment(comment=comment, participant=make_participant(), reason="Publicité", at=NOW)

    def counts(user):
        return [line["count"].count() for line in panels.waiting_for(user=user, at=NOW)]

    assert counts(make_staff("commission", area)) == [0, 1]
    assert counts(instructor) == [0, 1]
    assert counts(manager) == [0, 1, 1, 0, 0]
    assert counts(make_user()) == []
    assert [line["count"].get() for line in debates.waiting_for(user=manager, at=NOW)] == [comment]
    assert debates.waiting_for(user=instructor, at=NOW) == []


def test_what_is_late_is_told_apart_and_a_cockpit_tells_only_its_own():
    consultation = make_consultation()
    make_phase(consultation, kind="admissibility", opens=-9, closes=-1)
    make_phase(consultation, kind="study", opens=-9, closes=-1)
    area = consultation.area
    make_proposal(consultation=consultation)
    instructor, commission, manager = (make_staff(kind, area) for kind in ("instructor", "commission", "manager"))
    studied = make_proposal(consultation=consultation, status=Status.ADMISSIBLE)
    assign_study(proposal=studied, instructor=instructor, by=manager, at=NOW - 2 * DAY)
    make_proposal(consultation=make_consultation(area=area))

    lines = panels.waiting_for(user=commission, at=NOW)
    assert [(line["level"], line["count"].count()) for line in lines] == [("bad", 1), ("warn", 1)]
    assert [line["count"].count() for line in panels.waiting_for(user=instructor, at=NOW)] == [1, 0]
    lines = panels.waiting_in(consultation=consultation, user=commission, at=NOW)
    assert [line["count"].count() for line in lines] == [1, 0]
    assert all(f"consultation={consultation.slug}" in line["url"] for line in lines)


def test_reported_comments_of_a_cockpit_are_its_own():
    idea, other = make_proposal(), make_proposal()
    manager = make_staff("manager", idea.consultation.area)
    comment = post_comment(proposal=idea, author=make_participant(), text="Achetez !", at=NOW)
    report_comment(comment=comment, participant=make_participant(), reason="Publicité", at=NOW)
    within = {"user": manager, "at": NOW}
    assert debates.waiting_in(consultation=idea.consultation, **within)[0]["count"].get() == comment
    assert debates.waiting_in(consultation=other.consultation, **within)[0]["count"].count() == 0


def test_a_person_reads_all_we_know_of_their_ideas():
    me = make_participant()
    mine, liked = make_proposal(author=me, group_name="Les amis"), make_proposal(title="Un verger")
    make_support(liked, me)
    post_comment(proposal=liked, author=me, text="Bravo.", at=NOW)

    known = json.loads(json.dumps(panels.what_we_know(participant=me) | debates.what_we_know(participant=me)))

    assert [row["title"] for row in known["ideas"]] == [mine.title]
    assert known["ideas"][0]["group"] == "Les amis"
    assert [row["idea"] for row in known["supports"]] == ["1. Un verger"]
    assert [row["text"] for row in known["comments"]] == ["Bravo."]


def test_an_erased_author_leaves_filed_ideas_under_the_pseudonym_and_no_draft():
    me = make_participant(name="Jeanne M.")
    filed = make_proposal(author=me, group_name="Les amis de Jeanne")
    make_proposal(author=me, status=Status.DRAFT)

    panels.erase(participant=me, at=NOW)
    me.identity.delete()

    idea = Proposal.objects.select_related("author__identity").get()
    assert idea == filed
    assert "Jeanne" not in idea.signature
