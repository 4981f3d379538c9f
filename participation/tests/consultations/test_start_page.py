"""Monday morning: what each role finds on its start page, and what the cockpit puts first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.ballots.operations import remember_choice
from participation.consultations.attention import waiting_for
from participation.consultations.registries import cockpit_figures
from participation.consultations.start_panel import MOST, going_on
from participation.consultations.timeline import coming_of, running_of, standing, timeline_of
from participation.proposals.states import Status
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import (
    DAY,
    NOW,
    make_consultation,
    make_duty,
    make_phase,
    make_rulebook,
)
from participation.tests.factories.proposals import make_proposal, make_support
from territories.instance.counting import count_together, pressing
from territories.instance.heartbeat import leave_sign_of_life
from territories.tests.factories.accounts import make_participant, make_staff, make_user
from territories.tests.factories.areas import make_area

pytestmark = pytest.mark.django_db
START = "/admin/"


@pytest.fixture
def area():
    return make_area(kind="epci", name="Saint-Dié")


class TestTimeline:
    def test_each_phase_has_its_state_and_the_part_that_has_passed(self):
        consultation = make_consultation(running=None)
        make_phase(consultation, kind="ideas", opens=-20, closes=-10)
        make_phase(consultation, kind="study", opens=-10, closes=30)
        make_phase(consultation, kind="vote", opens=30, closes=40)
        timeline = timeline_of(consultation, NOW)
        assert [(row["state"], row["passed"]) for row in timeline] == [("over", 0), ("running", 25), ("coming", 0)]
        assert running_of(timeline)["phase"].kind == "study"
        assert coming_of(timeline)["phase"].kind == "vote"

    def test_a_team_is_told_the_phase_where_residents_are_told_to_wait(self):
        consultation = make_consultation(running="study")
        assert standing(consultation.state(NOW), timeline_of(consultation, NOW)) == "Étude"
        consultation = make_consultation(running="ideas")
        assert standing(consultation.state(NOW), timeline_of(consultation, NOW)) == "Ouverte"

    def test_between_two_phases_nothing_runs(self):
        consultation = make_consultation(running=None)
        make_phase(consultation, kind="ideas", opens=-20, closes=-10)
        assert running_of(timeline_of(consultation, NOW)) is None
        assert coming_of(timeline_of(consultation, NOW)) is None


class TestWaiting:
    def test_one_thing_leads_to_its_cockpit_and_several_to_their_list(self, area):
        manager = make_staff("manager", area)
        first = make_consultation(area=area, running=None)
        make_phase(first, kind="ideas", closes=2)
        closing, drafts, rulebooks = waiting_for(user=manager, at=NOW)
        assert (closing["count"], drafts["count"], rulebooks["count"].count()) == (1, 0, 0)
        assert closing["url"].endswith(f"/{first.pk}/pilotage/")
        assert first.title in closing["why"]

        make_phase(make_consultation(area=area, running=None), kind="ideas", closes=1)
        closing = waiting_for(user=manager, at=NOW)[0]
        assert (closing["count"], closing["url"]) == (2, "/admin/participation/consultation/")

    def test_what_is_suspended_or_lies_elsewhere_does_not_wait(self, area):
        manager = make_staff("manager", area)
        frozen = {"frozen_at": NOW, "frozen_reason": "Annulée", "frozen_authority": "le tribunal"}
        stopped = make_consultation(area=area, running=None, frozen_decided_on=NOW.date(), **frozen)
        make_phase(stopped, kind="ideas", closes=1)
        make_phase(make_consultation(running=None), kind="ideas", closes=1)
        make_consultation(published=False)
        make_rulebook(make_consultation(), published=False)
        assert pressing(waiting_for(user=manager, at=NOW), beside=manager) == []


class TestGoingOn:
    def test_a_manager_sees_what_is_not_over_and_drafts(self, area):
        old = make_consultation(area=area, running=None)
        make_phase(old, kind="ideas", opens=-9, closes=-1)
        live, draft = make_consultation(area=area), make_consultation(area=area, published=False)
        make_consultation()
        panel = going_on(user=make_staff("manager", area), at=NOW)
        assert [row["consultation"] for row in panel["rows"]] == [draft, live]
        assert panel["assistant_url"]

    def test_those_who_look_see_no_draft_and_no_assistant(self, area):
        live = make_consultation(area=area)
        make_consultation(area=area, published=False)
        panel = going_on(user=make_staff("elected", area), at=NOW)
        assert ([row["consultation"] for row in panel["rows"]], panel["assistant_url"]) == ([live], "")
        assert going_on(user=make_staff("agent", area), at=NOW) is None
        assert going_on(user=make_user(), at=NOW) is None

    def test_it_stays_a_panel(self, area):
        for _ in range(MOST + 1):
            make_consultation(area=area)
        assert len(going_on(user=make_staff("manager", area), at=NOW)["rows"]) == MOST


class TestFigures:
    def test_they_are_those_of_one_consultation_counted_in_one_query(self, django_assert_num_queries):
        poll = make_poll()
        consultation = poll.consultation
        idea = make_proposal(consultation=consultation)
        make_proposal(consultation=consultation, status=Status.DRAFT)
        make_proposal()
        make_support(idea)
        remember_choice(poll=poll, participant=make_participant(email="une@exemple.fr"), at=NOW)
        rows = [line for _name, entry in cockpit_figures for line in entry(consultation=consultation, at=NOW)]
        with django_assert_num_queries(1):
            numbers = count_together([found for _label, found in rows], beside=consultation)
        assert dict(zip((str(label) for label, _found in rows), numbers, strict=True)) == {
            "Idées déposées": 1,
            "Soutiens": 1,
            "Commentaires": 0,
            "Choix pas encore confirmés": 1,
        }
        assert count_together([], beside=consultation) == ()


def busy_morning(area) -> None:
    """A consultation in each state of need, as of the clock of the test."""
    now = timezone.now()
    consultation = make_consultation(area=area, running=None, title="Budget vivant")
    make_phase(consultation, kind="admissibility", opens=now - 5 * DAY, closes=now + DAY)
    make_proposal(consultation=consultation)
    make_proposal(consultation=consultation, status=Status.ADMISSIBLE)
    make_duty(consultation, hand="elected", due_on=now.date() - timedelta(days=1), what="Désigner la commission")
    make_duty(consultation, hand="agent", due_on=now.date(), what="Préparer l’accueil")
    make_consultation(area=area, published=False, title="Brouillon secret")


class TestPage:
    def page(self, client, kind, area):
        leave_sign_of_life()
        client.force_login(make_staff(kind, area))
        return client.get(START)

    def test_each_role_finds_its_work_and_no_other(self, client, area):
        busy_morning(area)
        manager, commission, elected, agent, instructor = (
            self.page(client, kind, area).text for kind in ("manager", "commission", "elected", "agent", "instructor")
        )
        for said in ("Idées à décider", "Idées à confier", "Phases qui ferment", "Brouillon secret", "assistant"):
            assert said in manager
        assert "Idées à décider" in commission
        assert "Idées à confier" not in commission
        assert "Désigner la commission" in elected
        assert "Idées à décider" not in elected
        assert "Préparer l’accueil" in agent
        assert "Vos consultations" not in agent
        for text in (commission, elected, agent, instructor):
            assert "Brouillon secret" not in text
            assert "Préparer une consultation avec l’assistant" not in text

    def test_nobody_is_told_what_waits_elsewhere(self, client, area):
        busy_morning(make_area(kind="epci"))
        for kind in ("manager", "commission", "elected", "agent", "instructor"):
            page = self.page(client, kind, area).text
            assert "Budget vivant" not in page
            assert "Idées à décider" not in page

    def test_an_agent_finds_the_vote_of_the_desk(self, client, area):
        now = timezone.now()
        consultation = make_consultation(area=area, running=None, published_at=now - 10 * DAY)
        poll = make_poll(consultation=consultation, urns=1, opens=now - DAY, closes=now + DAY)
        page = self.page(client, "agent", area).text
        assert "Au guichet" in page
        assert poll.question in page
        assert "Au guichet" not in self.page(client, "agent", make_area()).text

    @pytest.mark.parametrize("kind", ["manager", "commission", "elected", "agent", "instructor", "administrator"])
    def test_it_costs_at_most_twenty_queries(self, client, area, kind, django_assert_max_num_queries):
        for _ in range(3):
            busy_morning(area)
        self.page(client, kind, area)
        with django_assert_max_num_queries(20):
            assert client.get(START).status_code == 200

    def test_the_cockpit_costs_at_most_twenty_queries(self, client, area, django_assert_max_num_queries):
        consultation = make_consultation(area=area)
        for _ in range(3):
            make_proposal(consultation=consultation)
            make_duty(consultation)
        client.force_login(make_staff("manager", area))
        address = f"/admin/participation/consultation/{consultation.pk}/pilotage/"
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
