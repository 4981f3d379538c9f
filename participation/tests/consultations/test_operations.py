"""What happens to a consultation, and what is refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from participation.consultations import operations, registries
from participation.consultations.models import Consultation, Rulebook
from participation.consultations.rules import Welcome
from participation.tests.factories.consultations import (
    DAY,
    NOW,
    make_consultation,
    make_duty,
    make_phase,
    make_rulebook,
    publisher,
)
from territories.instance.models import Act, Theme

pytestmark = pytest.mark.django_db


def last_act() -> Act:
    return Act.objects.order_by("-pk").first()


def ready_draft(**fields) -> Consultation:
    draft = make_consultation(published=False, running="ideas", **fields)
    make_phase(draft, kind="vote", opens=20, closes=30)
    return draft


class TestPublish:
    def test_makes_it_public_with_its_rulebook(self):
        draft = ready_draft()
        operations.publish_consultation(consultation=draft, by=publisher(), at=NOW)
        draft.refresh_from_db()
        assert (draft.published_at, draft.published_by) == (NOW, publisher())
        assert draft.rulebooks.published().get().published_at == NOW
        verbs = list(Act.objects.order_by("pk").values_list("verb", flat=True))
        assert verbs == ["consultation.published", "rulebook.published"]

    def test_says_all_that_is_missing(self):
        draft = make_consultation(
            published=False, running=None, rulebook=False, envelope_cents=None, deciding_body="", summary=" "
        )
        with pytest.raises(operations.NotReady) as refused:
            operations.publish_consultation(consultation=draft, by=publisher(), at=NOW)
        assert refused.value.details["missing"] == ["summary", "deciding_body", "envelope", "rulebook", "phases"]
        assert "Le budget n’a pas d’enveloppe." in str(refused.value)
        assert not Act.objects.exists()

    def test_happens_once(self):
        with pytest.raises(operations.AlreadyPublished):
            operations.publish_consultation(consultation=make_consultation(), by=publisher(), at=NOW)

    def test_an_archive_only_says_what_it_was(self):
        archive = make_consultation(
            published=False,
            running=None,
            rulebook=False,
            envelope_cents=None,
            deciding_body="",
            archived_facts={"figures": [{"value": "10", "label": "réunions publiques"}]},
        )
        operations.publish_consultation(consultation=archive, by=publisher(), at=NOW)
        archive.refresh_from_db()
        assert archive.state(NOW).value == "past"


class TestEdit:
    def test_is_public_with_its_reason(self):
        consultation = make_consultation(title="Budgt participatif")
        operations.edit_consultation(
            consultation=consultation,
            changes={"title": "Budget participatif", "envelope_cents": consultation.envelope_cents},
            reason="Coquille",
            by=publisher(),
            at=NOW,
        )
        act = last_act()
        assert (act.verb, act.reason) == ("consultation.changed", "Coquille")
        assert (act.before, act.after) == ({"title": "Budgt participatif"}, {"title": "Budget participatif"})

    def test_needs_a_reason(self):
        with pytest.raises(operations.ReasonNeeded):
            operations.edit_consultation(
                consultation=make_consultation(), changes={"title": "Autre"}, reason=" ", by=publisher(), at=NOW
            )

    def test_without_a_change_leaves_no_trace(self):
        consultation = make_consultation()
        operations.edit_consultation(
            consultation=consultation, changes={"title": consultation.title}, reason="", by=publisher(), at=NOW
        )
        assert not Act.objects.exists()

    def test_of_themes_names_them(self):
        consultation = make_consultation()
        consultation.themes.add(Theme.objects.create(name="Nature", slug="nature"))
        sport = Theme.objects.create(name="Sport", slug="sport")
        operations.edit_consultation(
            consultation=consultation, changes={}, themes=[sport], reason="Oubli", by=publisher(), at=NOW
        )
        assert last_act().after == {"themes": ["Sport"]}
        assert list(consultation.themes.all()) == [sport]

    @pytest.mark.parametrize("running", ["ideas", "vote"])
    def test_of_the_envelope_stops_when_the_vote_opens(self, running):
        consultation = make_consultation(running=running)
        edit = {"consultation": consultation, "changes": {"envelope_cents": 1}, "by": publisher(), "at": NOW}
        if running == "ideas":
            operations.edit_consultation(reason="Arrondi", **edit)
            assert Consultation.objects.get().envelope_cents == 1
        else:
            with pytest.raises(operations.CannotChange, match="enveloppe"):
                operations.edit_consultation(reason="Arrondi", **edit)

    def test_of_the_address_stops_with_publication(self):
        with pytest.raises(operations.CannotChange) as refused:
            operations.edit_consultation(
                consultation=make_consultation(), changes={"slug": "autre"}, reason="?", by=publisher(), at=NOW
            )
        assert refused.value.details["refused"] == ["slug"]


class TestCalendar:
    def test_a_phase_is_extended_in_the_open(self):
        phase = make_consultation().phases.get()
        later = phase.closes_at + 3 * DAY
        operations.extend_phase(phase=phase, closes_at=later, reason="Vacances", by=publisher(), at=NOW)
        phase.refresh_from_db()
        assert phase.closes_at == later
        act = last_act()
        assert (act.verb, act.reason, act.after["phase"]) == ("phase.extended", "Vacances", "ideas")
        assert act.before["closes_at"] < act.after["closes_at"]

    @pytest.mark.parametrize("days", [-1, 0])
    def test_never_shortens(self, days):
        phase = make_consultation().phases.get()
        with pytest.raises(operations.NotLater):
            operations.extend_phase(
                phase=phase, closes_at=phase.closes_at + days * DAY, reason="x", by=publisher(), at=NOW
            )

    def test_a_phase_that_closed_stays_closed(self):
        phase = make_consultation().phases.get()
        with pytest.raises(operations.PhaseOver):
            operations.extend_phase(
                phase=phase, closes_at=phase.closes_at + DAY, reason="x", by=publisher(), at=phase.closes_at
            )

    def test_ideas_are_not_extended_into_the_vote(self):
        consultation = make_consultation()
        make_phase(consultation, kind="vote", opens=6, closes=10)
        phase = consultation.phases.get(kind="ideas")
        with pytest.raises(operations.PhasesCollide, match="« Vote » ouvrirait avant la fin de « Appel à idées »"):
            operations.extend_phase(phase=phase, closes_at=NOW + 7 * DAY, reason="x", by=publisher(), at=NOW)
        operations.extend_phase(phase=phase, closes_at=NOW + 6 * DAY, reason="x", by=publisher(), at=NOW)

    def test_a_phase_is_closed_early_to_the_second(self):
        consultation = make_consultation()
        operations.close_phase_early(phase=consultation.phases.get(), reason="Panne", by=publisher(), at=NOW)
        assert consultation.phases.get().closes_at == NOW
        assert not consultation.welcomes(Welcome.IDEA, NOW)
        assert last_act().verb == "phase.closed_early"

    def test_a_phase_to_come_is_not_closed(self):
        consultation = make_consultation()
        phase = make_phase(consultation, kind="vote", opens=6, closes=10)
        with pytest.raises(operations.PhaseNotRunning):
            operations.close_phase_early(phase=phase, reason="x", by=publisher(), at=NOW)

    def test_a_phase_to_come_is_moved_and_a_begun_one_is_not(self):
        consultation = make_consultation()
        move = {"consultation": consultation, "reason": "Report", "by": publisher(), "at": NOW}
        operations.schedule_phase(kind="vote", opens_at=NOW + 8 * DAY, closes_at=NOW + 9 * DAY, **move)
        assert last_act().verb == "phase.added"
        operations.schedule_phase(kind="vote", opens_at=NOW + 7 * DAY, closes_at=NOW + 9 * DAY, **move)
        assert last_act().verb == "phase.moved"
        assert consultation.phases.get(kind="vote").opens_at == NOW + 7 * DAY
        with pytest.raises(operations.PhaseBegun):
            operations.schedule_phase(kind="ideas", opens_at=NOW + DAY, closes_at=NOW + 2 * DAY, **move)
        with pytest.raises(operations.InThePast):
            operations.schedule_phase(kind="vote", opens_at=NOW - DAY, closes_at=NOW + 2 * DAY, **move)

    def test_who_lives_by_the_dates_is_asked_first(self, monkeypatch):
        def refuse(**asked):
            raise operations.PhaseOver("Le scrutin est clos.")

        moves = registries.Registry("phase_moves")
        moves.add("poll", refuse)
        monkeypatch.setattr("participation.consultations.operations.calendar.phase_moves", moves)
        phase = make_consultation().phases.get()
        with pytest.raises(operations.PhaseOver, match="Le scrutin est clos"):
            operations.extend_phase(phase=phase, closes_at=phase.closes_at + DAY, reason="x", by=publisher(), at=NOW)
        assert not Act.objects.exists()

    def test_a_draft_has_no_calendar_to_move_in_the_open(self):
        phase = make_consultation(published=False).phases.get()
        with pytest.raises(operations.NotPublished):
            operations.extend_phase(phase=phase, closes_at=NOW + 9 * DAY, reason="x", by=publisher(), at=NOW)


class TestFreeze:
    def test_a_decision_stops_everything_and_another_takes_it_up(self):
        consultation = make_consultation()
        order = {"authority": "le tribunal administratif", "decided_on": NOW.date(), "reason": "Annulation"}
        frozen = operations.freeze_consultation(consultation=consultation, by=publisher(), at=NOW, **order)
        assert not frozen.welcomes(Welcome.IDEA, NOW)
        with pytest.raises(operations.AlreadyFrozen):
            operations.freeze_consultation(consultation=consultation, by=publisher(), at=NOW, **order)
        again = operations.unfreeze_consultation(
            consultation=consultation, reason="Rejet au fond", by=publisher(), at=NOW
        )
        assert again.welcomes(Welcome.IDEA, NOW)
        with pytest.raises(operations.NotFrozen):
            operations.unfreeze_consultation(consultation=consultation, reason="x", by=publisher(), at=NOW)
        assert [act.verb for act in Act.objects.order_by("pk")] == ["consultation.frozen", "consultation.unfrozen"]


class TestRulebook:
    def test_versions_count_by_themselves(self):
        consultation = make_consultation()
        draft = operations.save_rulebook(
            rulebook=Rulebook(consultation=consultation, text="Article 1 bis"), by=publisher(), at=NOW
        )
        assert draft.version == 2
        with pytest.raises(operations.RulebookUnexplained):
            operations.issue_rulebook(rulebook=draft, by=publisher(), at=NOW)
        draft.reason = "Ouvre aux mineurs"
        operations.save_rulebook(rulebook=draft, by=publisher(), at=NOW)
        operations.issue_rulebook(rulebook=draft, by=publisher(), at=NOW)
        assert [book.version for book in consultation.rulebooks.published()] == [2, 1]
        assert last_act().after == {"version": 2}

    def test_a_published_version_is_not_rewritten(self):
        book = make_consultation().rulebooks.get()
        book.text = "Autre chose"
        with pytest.raises(operations.RulebookPublished):
            operations.save_rulebook(rulebook=book, by=publisher(), at=NOW)
        with pytest.raises(operations.RulebookPublished):
            operations.issue_rulebook(rulebook=book, by=publisher(), at=NOW)

    def test_an_older_draft_does_not_come_back(self):
        consultation = make_consultation()
        old = make_rulebook(consultation, published=False)
        make_rulebook(consultation)
        with pytest.raises(operations.RulebookOutdated):
            operations.issue_rulebook(rulebook=old, by=publisher(), at=NOW)

    def test_the_first_version_comes_with_the_consultation(self):
        book = make_consultation(published=False).rulebooks.get()
        with pytest.raises(operations.ConsultationHidden):
            operations.issue_rulebook(rulebook=book, by=publisher(), at=NOW)


class TestCopy:
    def test_next_edition_keeps_promises_and_moves_dates(self):
        source = make_consultation(title="Budget participatif 2026", minimum_age=16, accepted_links=["lives"])
        paris = ZoneInfo("Europe/Paris")
        opens = datetime(2026, 3, 28, 9, 0, tzinfo=paris)
        make_phase(source, kind="vote", opens=opens, closes=opens + timedelta(days=10))
        draft = operations.copy_edition(consultation=source, by=publisher(), at=NOW)
        assert (draft.title, draft.slug) == ("Budget participatif 2027", "budget-participatif-2027")
        assert (draft.edition, draft.series, draft.published_at) == (2, source.slug, None)
        assert (draft.minimum_age, draft.accepted_links) == (16, ["lives"])
        vote = draft.phases.get(kind="vote").opens_at.astimezone(paris)
        assert (vote.isoformat(), vote.strftime("%A")) == ("2027-03-27T09:00:00+01:00", opens.strftime("%A"))
        assert draft.rulebooks.get().published_at is None
        third = operations.copy_edition(consultation=source, by=publisher(), at=NOW)
        assert (third.edition, third.slug) == (3, "budget-participatif-2027-2")

    def test_the_tasks_of_the_team_come_again_and_their_letters_are_to_be_read(self):
        source = make_consultation()
        make_duty(source, hand="agent", due=3, what="Saisir les feuilles", done_at=NOW, done_by=publisher())
        make_duty(source, due=4, what="Annoncer", letter="Le vote ouvre le 28 mars 2026.")
        first, second = operations.copy_edition(consultation=source, by=publisher(), at=NOW).duties.all()
        assert (first.what, first.hand, first.done_at, first.letter) == ("Saisir les feuilles", "agent", None, "")
        assert first.due_on == (NOW + 3 * DAY).date() + timedelta(weeks=52)
        assert second.letter.startswith("Texte de l’édition précédente")
        assert second.letter.endswith("28 mars 2026.")


def test_sealing_is_for_good_and_harmless_twice():
    consultation = make_consultation()
    operations.seal_rules(consultation=consultation, by=publisher(), at=NOW)
    operations.seal_rules(consultation=consultation, by=publisher(), at=NOW + DAY)
    assert Consultation.objects.get().rules_sealed_at == NOW == consultation.rules_sealed_at
    assert Act.objects.filter(verb="consultation.rules_sealed").count() == 1
    with pytest.raises(operations.NotPublished):
        operations.seal_rules(consultation=make_consultation(published=False), by=publisher(), at=NOW)


def test_a_time_zone_far_away_keeps_its_own_clock():
    source = make_consultation(time_zone="Pacific/Noumea", running=None)
    make_phase(source, kind="vote", opens=datetime(2026, 4, 1, 21, 0, tzinfo=UTC), closes=60)
    draft = operations.copy_edition(consultation=source, by=publisher(), at=NOW)
    local = draft.phases.get().opens_at.astimezone(ZoneInfo("Pacific/Noumea"))
    assert (local.hour, local.weekday()) == (8, 3)
