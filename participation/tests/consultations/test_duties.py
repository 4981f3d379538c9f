"""The tasks of a team: whose they are, where they are seen, ticked off once."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from participation.consultations import duties_panels as panels
from participation.consultations.models import Duty
from participation.consultations.operations.duties import DutySettled, finish_duty, reopen_duty
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_duty, publisher
from territories.instance.models import Act
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
LIST = "/admin/participation/duty/"


@pytest.fixture
def area():
    return make_area(kind="epci")


@pytest.fixture
def consultation(area):
    return make_consultation(area=area)


def test_the_database_wants_a_person_with_the_date(consultation):
    with pytest.raises(IntegrityError, match="duty_done_by_someone"):
        make_duty(consultation, done_at=NOW)


def test_a_task_is_done_once_and_taken_up_again_once(consultation):
    duty, user = make_duty(consultation), publisher()
    finish_duty(duty=duty, by=user, at=NOW)
    with pytest.raises(DutySettled):
        finish_duty(duty=duty, by=user, at=NOW + DAY)
    duty.refresh_from_db()
    assert (duty.done_at, duty.done_by) == (NOW, user)
    reopen_duty(duty=duty, by=user, at=NOW)
    with pytest.raises(DutySettled):
        reopen_duty(duty=duty, by=user, at=NOW)
    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == ["duty.done", "duty.reopened"]


class TestWhose:
    def test_each_role_has_the_tasks_of_its_hand_where_it_works(self, area, consultation):
        for hand in ("service", "commission", "elected", "agent"):
            make_duty(consultation, hand=hand)
            make_duty(make_consultation(), hand=hand)
        for kind in ("commission", "elected", "agent"):
            assert [duty.hand for duty in Duty.objects.given_to(make_staff(kind, area))] == [kind]
        for kind in ("manager", "instructor"):
            assert not Duty.objects.given_to(make_staff(kind, area)).exists()
        assert {duty.hand for duty in Duty.objects.run_by(make_staff("manager", area))} == {
            "service",
            "commission",
            "elected",
            "agent",
        }

    def test_a_role_in_the_agglomeration_reaches_its_communes(self, area):
        inside = make_consultation(area=make_commune(epci=area, ancestors=[area.pk]))
        duty = make_duty(inside, hand="agent")
        assert list(Duty.objects.given_to(make_staff("agent", area))) == [duty]

    def test_a_draft_is_known_to_those_who_see_drafts(self, area):
        draft = make_consultation(area=area, published=False)
        seen, hidden = make_duty(draft, hand="elected"), make_duty(draft, hand="agent")
        assert list(Duty.objects.given_to(make_staff("elected", area))) == [seen]
        assert not Duty.objects.given_to(make_staff("agent", area)).exists()
        assert set(Duty.objects.in_hands_of(make_staff("manager", area))) == {seen, hidden}


class TestWhereSeen:
    def test_a_start_page_lists_what_remains_the_most_urgent_first(self, area, consultation):
        later, late = make_duty(consultation, hand="agent", due=5), make_duty(consultation, hand="agent", due=-2)
        make_duty(consultation, hand="agent", done_at=NOW, done_by=publisher())
        panel = panels.given_to(user=make_staff("agent", area), at=NOW)
        assert panel["rows"] == [late, later]
        assert panels.given_to(user=make_staff("manager", area), at=NOW) is None
        assert panels.given_to(user=make_user(), at=NOW) is None

    def test_late_ones_wait_for_who_runs_the_consultation(self, area, consultation):
        make_duty(consultation, due=-1)
        make_duty(consultation, due=0)
        make_duty(make_consultation(), due=-1)
        assert [line["count"] for line in panels.late(user=make_staff("manager", area), at=NOW)] == [1]

    def test_late_ones_wait_for_those_they_fall_to(self, area, consultation):
        make_duty(consultation, hand="agent", due=-1)
        make_duty(consultation, hand="elected", due=-1)
        for kind, count in (("agent", 1), ("elected", 1), ("commission", 0), ("instructor", 0)):
            (line,) = panels.late(user=make_staff(kind, area), at=NOW)
            assert (line["count"], line["url"]) == (count, f"#{panels.PANEL}")

    def test_the_cockpit_shows_buttons_to_those_who_run_it(self, area, consultation):
        assert panels.in_cockpit(consultation=consultation, user=make_staff("manager", area), at=NOW) is None
        make_duty(consultation)
        panel = panels.in_cockpit(consultation=consultation, user=make_staff("manager", area), at=NOW)
        assert (panel["ticks"], f"consultation={consultation.slug}" in panel["all_url"]) == (True, True)
        panel = panels.in_cockpit(consultation=consultation, user=make_staff("elected", area), at=NOW)
        assert (panel["ticks"], panel["all_url"]) == (False, "")


class TestTicking:
    def tick(self, client, duty, user):
        client.force_login(user)
        return client.post(reverse("admin:participation_duty_done", args=[duty.pk]), follow=True)

    def test_a_manager_is_led_back_to_the_cockpit(self, client, area, consultation):
        duty = make_duty(consultation)
        page = self.tick(client, duty, make_staff("manager", area))
        assert "C’est noté." in page.text
        assert page.redirect_chain[-1][0].endswith("/pilotage/")
        page = self.tick(client, duty, make_staff("manager", area))
        assert "déjà noté" in page.text

    def test_an_agent_ticks_what_falls_to_agents_and_no_more(self, client, area, consultation):
        agent, today = make_staff("agent", area), timezone.localdate()
        mine = make_duty(consultation, hand="agent", due_on=today)
        page = self.tick(client, mine, agent)
        assert page.redirect_chain[-1][0] == "/admin/"
        assert self.tick(client, make_duty(consultation, hand="elected"), agent).status_code == 404
        assert self.tick(client, make_duty(make_consultation(), hand="agent"), agent).status_code == 404

    def test_many_at_once_and_back(self, client, area, consultation):
        duties = [make_duty(consultation) for _ in range(3)]
        client.force_login(make_staff("manager", area))
        chosen = {"_selected_action": [duty.pk for duty in duties]}
        client.post(LIST, {"action": "finish", "confirmed": "1", **chosen})
        assert not Duty.objects.filter(done_at=None).exists()
        client.post(LIST, {"action": "reopen", "confirmed": "1", **chosen})
        assert Duty.objects.filter(done_at=None).count() == 3

    def test_the_list_is_that_of_the_areas(self, client, area, consultation):
        here, elsewhere = make_duty(consultation, what="Ici"), make_duty(make_consultation(), what="Là-bas")
        client.force_login(make_staff("manager", area))
        page = client.get(LIST)
        assert here.what in page.text
        assert elsewhere.what not in page.text
        client.post(LIST, {"action": "finish", "confirmed": "1", "_selected_action": [elsewhere.pk]})
        elsewhere.refresh_from_db()
        assert elsewhere.done_at is None

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_costs_the_same_however_many(
        self, client, area, consultation, number, django_assert_max_num_queries
    ):
        for _ in range(number):
            make_duty(consultation)
        client.force_login(make_staff("manager", area))
        with django_assert_max_num_queries(13):
            assert client.get(LIST).status_code == 200
