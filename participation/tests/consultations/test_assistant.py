"""The assistant « Ville de 20 000 habitants »: nine answers become a draft that a team can work from."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from participation.consultations import assistant_words as words
from participation.consultations.checklist import issues_of
from participation.consultations.models import Consultation, Duty, Hand, PhaseKind
from participation.consultations.operations.assistant import Answers, begin_with_assistant
from participation.consultations.operations.life import publish_consultation
from participation.consultations.rules import assistant as rules
from participation.tests.factories.consultations import NOW, make_organiser
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.areas import make_area, make_commune, make_quarter

PAGE = "/admin/participation/consultation/assistant/"
FIRST = date(2026, 5, 4)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2040, 12, 31))


class TestRules:
    @given(days)
    def test_phases_follow_each_other_without_a_gap(self, first):
        calendar = rules.calendar_from(first)
        assert calendar[0].opens_on == first
        assert [row.kind for row in calendar] == list(rules.WEEKS)
        assert all(before.closes_on == after.opens_on for before, after in pairwise(calendar))

    @given(days, st.booleans())
    def test_every_task_has_its_day_and_its_hand_the_earliest_first(self, first, paper):
        tasks = rules.tasks_for(rules.calendar_from(first), paper=paper)
        assert [task.due_on for task in tasks] == sorted(task.due_on for task in tasks)
        assert {task.hand for task in tasks} == set(rules.Hand)

    def test_what_only_paper_needs_is_left_out_without_it(self):
        calendar = rules.calendar_from(FIRST)
        with_paper, without = ({t.code for t in rules.tasks_for(calendar, paper=paper)} for paper in (True, False))
        assert with_paper - without == {"urns", "strike_off", "sheets"}
        assert without < with_paper

    def test_the_rules_are_voted_before_ideas_and_the_seal_is_set_before_the_vote(self):
        calendar = {row.kind: row for row in rules.calendar_from(FIRST)}
        due = {task.code: task.due_on for task in rules.tasks_for(list(calendar.values()), paper=True)}
        assert due["deliberate_rules"] < calendar["ideas"].opens_on
        assert calendar["campaign"].opens_on < due["seal"] < calendar["vote"].opens_on
        assert due["sheets"] < calendar["count"].closes_on

    def test_each_kind_and_each_task_is_known_to_the_house(self):
        assert set(rules.WEEKS) <= set(PhaseKind.values)
        assert set(rules.TASKS) == set(words.TASKS)
        assert {hand.value for hand in rules.Hand} == set(Hand.values)


@pytest.fixture
def area(db):
    return make_area(kind="epci", name="Saint-Dié")


def answers(area, **changes) -> Answers:
    given = {
        "area": area,
        "organiser": make_organiser(area=area),
        "title": "Budget participatif 2026",
        "envelope_cents": 6_000_000,
        "project_cap_cents": 2_000_000,
        "accepted_links": ["lives", "works"],
        "minimum_age": 16,
        "starts_on": FIRST,
        "paper": True,
    }
    return Answers(**{**given, **changes})


class TestDraft:
    def begin(self, area, **changes) -> Consultation:
        manager = make_staff("manager", area)
        return begin_with_assistant(answers=answers(area, **changes), by=manager, at=NOW)

    def test_nothing_blocks_its_publication(self, area):
        draft = self.begin(area)
        assert draft.published_at is None
        assert [issue.code for issue in issues_of(draft, NOW) if issue.blocking] == []
        publish_consultation(consultation=draft, by=make_staff("manager", area), at=NOW)

    def test_it_has_calendar_rulebook_letters_and_tasks(self, area):
        draft = self.begin(area)
        assert draft.phases.count() == len(rules.WEEKS)
        rulebook = draft.rulebooks.get()
        assert rulebook.published_at is None
        text = rulebook.text.replace("\u202f", " ")
        for said in ("Budget participatif 2026", "60 000", "20 000", "Saint-Dié", "le conseil communautaire", "papier"):
            assert said in text
        letters = [duty.letter for duty in draft.duties.all() if duty.letter]
        assert len(letters) == 4
        assert all(letter.startswith("Objet : Budget participatif 2026") for letter in letters)
        assert "{" not in "".join([rulebook.text, *letters])

    def test_without_paper_nobody_is_told_of_ballot_papers(self, area):
        draft = self.begin(area, paper=False)
        assert "papier" not in draft.rulebooks.get().text
        assert not draft.duties.filter(what=str(words.TASKS["urns"])).exists()

    def test_names_with_signs_stay_as_they_are_written(self, area):
        draft = self.begin(area, title="L’idée d’abord & <ensemble>")
        assert "L’idée d’abord & <ensemble>" in draft.rulebooks.get().text

    def test_days_begin_on_the_clock_of_the_territory(self, area):
        draft = self.begin(area, time_zone="Pacific/Noumea")
        opens = draft.phases.get(kind="ideas").opens_at
        assert opens == datetime(2026, 5, 3, 13, 0, tzinfo=UTC)
        assert opens.astimezone(ZoneInfo("Pacific/Noumea")).hour == 0

    def test_a_quarter_asks_people_to_declare_that_it_is_theirs(self, db):
        quarter = make_quarter(name="Kellermann")
        draft = self.begin(quarter, minimum_age=0)
        assert "Kellermann" in draft.declaration
        assert [issue.code for issue in issues_of(draft, NOW) if issue.blocking] == []

    @pytest.mark.parametrize(
        ("kind", "council"),
        [
            ("commune", "le conseil municipal"),
            ("epci", "le conseil communautaire"),
            ("department", "le conseil départemental"),
            ("region", "le conseil régional"),
        ],
    )
    def test_the_council_is_that_of_the_territory(self, db, kind, council):
        assert self.begin(make_area(kind=kind)).deciding_body == council


def typed(area, organiser) -> dict:
    starts_on = timezone.localdate() + timedelta(days=60)
    return {
        "area": area.pk,
        "organiser": organiser.pk,
        "title": "Budget participatif",
        "envelope_cents": "60 000",
        "project_cap_cents": "",
        "who": "linked",
        "minimum_age": "16",
        "paper": "yes",
        "starts_on": starts_on.isoformat(),
    }


class TestPage:
    @pytest.fixture
    def manager(self, client, area):
        user = make_staff("manager", area)
        client.force_login(user)
        return user

    def test_nine_questions_lead_to_the_cockpit_of_a_draft(self, client, manager, area):
        page = client.get(PAGE)
        assert len(page.context["form"].fields) == 9
        page = client.post(PAGE, typed(area, make_organiser(area=area)), follow=True)
        draft = Consultation.objects.get()
        assert page.redirect_chain[-1][0].endswith(f"/{draft.pk}/pilotage/")
        assert (draft.envelope_cents, draft.project_cap_cents) == (6_000_000, None)
        assert draft.accepted_links == ["lives", "works", "studies"]
        assert Duty.objects.filter(consultation=draft).exists()
        assert "Qui fait quoi" in page.text

    @pytest.mark.parametrize(
        ("field", "said", "sentence"),
        [
            ("title", "Référendum local", "autre chose en droit"),
            ("project_cap_cents", "70 000", "tient dans l’enveloppe"),
            ("starts_on", "2020-01-01", "un jour à venir"),
            ("starts_on", "2199-01-01", "dans les cinq ans"),
            ("organiser", "999", "choix"),
            ("minimum_age", "99", "25"),
            ("envelope_cents", "beaucoup", "montant"),
            ("organiser", "x\x00", "nul"),
        ],
    )
    def test_a_mistake_is_said_at_its_question(self, client, manager, area, field, said, sentence):
        page = client.post(PAGE, typed(area, make_organiser(area=area)) | {field: said})
        assert sentence in " ".join(page.context["form"].errors[field])
        assert not Consultation.objects.exists()

    def test_what_is_known_of_a_manager_of_one_place_is_answered_beforehand(self, client, manager, area):
        organiser = make_organiser(area=area)
        assert client.get(PAGE).context["form"].initial == {"area": area.pk, "organiser": organiser.pk}
        make_organiser(area=area)
        assert client.get(PAGE).context["form"].initial == {"area": area.pk}
        client.force_login(make_staff("administrator"))
        assert client.get(PAGE).context["form"].initial == {}

    def test_other_territories_are_refused_and_so_are_other_roles(self, client, manager, area):
        page = client.post(PAGE, typed(make_commune(), make_organiser(area=area)))
        assert "area" in page.context["form"].errors
        client.force_login(make_staff("elected", area))
        assert client.get(PAGE).status_code == 403
