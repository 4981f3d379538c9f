"""What the database itself refuses."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participation.consultations.models import Consultation, Declaration, Rulebook
from participation.tests.factories.consultations import NOW, make_consultation, make_phase, make_rulebook
from territories.accounts.models import Participant
from territories.tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"published_by": None}, "consultation_published_by_someone"),
        ({"envelope_cents": 0}, "consultation_envelope_is_positive"),
        ({"project_cap_cents": 10_000_001}, "consultation_cap_within_envelope"),
        ({"project_cap_cents": 1, "envelope_cents": None}, "consultation_cap_within_envelope"),
        ({"title": "Élection du projet préféré"}, "consultation_title_leaves_law_its_words"),
        ({"title": "Référendum local sur le parking"}, "consultation_title_leaves_law_its_words"),
        ({"title": "CONSULTATION DES ÉLECTEURS"}, "consultation_title_leaves_law_its_words"),
        ({"frozen_at": NOW}, "consultation_frozen_by_a_decision"),
        ({"frozen_reason": "Pour rien"}, "consultation_frozen_by_a_decision"),
        (
            {"published_at": None, "published_by": None, "rules_sealed_at": NOW},
            "consultation_sealed_once_published",
        ),
    ],
)
def test_a_consultation_is_refused(changes, constraint):
    consultation = make_consultation()
    with pytest.raises(IntegrityError, match=constraint):
        Consultation.objects.filter(pk=consultation.pk).update(**changes)


@pytest.mark.parametrize("title", ["Votation sur le parking", "Sélection de projets", "Consultation des habitants"])
def test_other_titles_are_welcome(title):
    make_consultation(title=title).validate_constraints()


def test_a_title_is_refused_with_the_reason():
    with pytest.raises(ValidationError, match="autre chose en droit"):
        Consultation(title="Élections", summary="x").validate_constraints()


def test_an_edition_exists_once_in_its_series():
    make_consultation(series="bp", edition=1)
    with pytest.raises(IntegrityError, match="consultation_edition_once_in_its_series"):
        make_consultation(series="bp", edition=1)


def test_editions_without_a_series_do_not_collide():
    make_consultation(edition=1)
    make_consultation(edition=1)


def test_a_phase_closes_after_it_opens():
    with pytest.raises(IntegrityError, match="phase_closes_after_it_opens"):
        make_phase(make_consultation(running=None), opens=1, closes=1)


def test_a_phase_exists_once_per_kind():
    with pytest.raises(IntegrityError, match="phase_once_per_kind"):
        make_phase(make_consultation(running="ideas"), kind="ideas")


def test_a_rulebook_version_exists_once():
    consultation = make_consultation()
    with pytest.raises(IntegrityError, match="rulebook_version_once"):
        make_rulebook(consultation, version=1)


def test_a_later_rulebook_says_what_changes():
    with pytest.raises(IntegrityError, match="rulebook_change_is_explained"):
        make_rulebook(make_consultation(), version=2, reason="")


def test_a_rulebook_is_published_by_someone():
    with pytest.raises(IntegrityError, match="rulebook_published_by_someone"):
        make_rulebook(make_consultation(), published=False, published_at=NOW)


def test_a_person_declares_once():
    consultation = make_consultation()
    fields = {
        "consultation": consultation,
        "participant": Participant.objects.create(created_at=NOW),
        "minimum_age": 16,
        "declared_at": NOW,
    }
    Declaration.objects.create(**fields)
    with pytest.raises(IntegrityError, match="declaration_once_per_person"):
        Declaration.objects.create(**fields)


@pytest.mark.parametrize(
    "changes",
    [
        {"envelope_cents": 1},
        {"project_cap_cents": 1},
        {"accepted_links": ["lives"]},
        {"minimum_age": 18},
        {"declaration": "Autre"},
        {"time_zone": "Indian/Reunion"},
        {"kind": "vote"},
        {"rules_sealed_at": None},
    ],
)
def test_sealed_rules_do_not_change_even_in_sql(changes):
    consultation = make_consultation(rules_sealed_at=NOW)
    rows = Consultation.objects.filter(pk=consultation.pk)
    with pytest.raises(IntegrityError, match="are sealed"), transaction.atomic():
        rows.update(**changes)
    rows.update(title="Le titre, lui, se corrige")


def test_a_published_rulebook_does_not_change_even_in_sql():
    book = make_consultation().rulebooks.get()
    rows = Rulebook.objects.filter(pk=book.pk)
    for changes in ({"text": "Autre"}, {"published_at": None, "published_by": None}, {"version": 9}):
        with pytest.raises(IntegrityError, match="is published"), transaction.atomic():
            rows.update(**changes)
    rows.update(deliberation_number="2026-12")


def test_drafts_are_seen_by_their_team_alone():
    draft, public = make_consultation(published=False), make_consultation()
    assert set(Consultation.objects.visible_to(AnonymousUser())) == {public}
    assert set(Consultation.objects.visible_to(make_user())) == {public}
    assert set(Consultation.objects.visible_to(make_staff("manager", public.area))) == {public}
    assert set(Consultation.objects.visible_to(make_staff("elected", draft.area))) == {public, draft}
    assert set(Consultation.objects.visible_to(make_staff("administrator"))) == {public, draft}
    assert set(Rulebook.objects.visible_to(make_user())) == {public.rulebooks.get()}
    assert draft.rulebooks.get() in Rulebook.objects.visible_to(make_staff("manager", draft.area))
