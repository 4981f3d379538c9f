"""A manager makes and runs a consultation in the admin, from nothing; others look, or see nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from participation.consultations.models import Consultation, Rulebook
from participation.consultations.rules import State
from participation.tests.factories.consultations import make_consultation, make_organiser, make_phase
from territories.instance.models import Act, Visibility
from territories.tests.factories.accounts import make_staff
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
ADD = "/admin/participation/consultation/add/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def area():
    return make_area(kind="epci", name="Saint-Dié")


@pytest.fixture
def manager(client, area):
    user = make_staff("manager", area)
    client.force_login(user)
    return user


def typed(area, organiser, **changes) -> dict:
    """What a manager types: one phase of ideas under way, one of vote after it."""
    now = timezone.localtime()

    def on(days):
        return (now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")

    return {
        "kind": "budget",
        "title": "Budget participatif du bien-vivre",
        "slug": "",
        "summary": "Proposez, votez, suivez.",
        "description": "Pourquoi.",
        "area": area.pk,
        "time_zone": "Europe/Paris",
        "organiser": organiser.pk,
        "deciding_body": "le conseil communautaire",
        "envelope_cents": "100 000",
        "project_cap_cents": "30 000,00 €",
        "accepted_links": ["lives", "works"],
        "minimum_age": "16",
        "declaration": "",
        "ideas_per_person": "",
        "supports_per_person": "",
        "series": "",
        "edition": "1",
        "archived_facts": "",
        "phases-TOTAL_FORMS": "2",
        "phases-INITIAL_FORMS": "0",
        "phases-0-kind": "ideas",
        "phases-0-opens_at": on(-1),
        "phases-0-closes_at": on(10),
        "phases-1-kind": "vote",
        "phases-1-opens_at": on(20),
        "phases-1-closes_at": on(30),
        **changes,
    }


def cockpit(consultation, step: str = "") -> str:
    path = reverse("admin:participation_consultation_cockpit", args=[consultation.pk])
    return f"{path}{step}/" if step else path


def errors_of(response) -> dict:
    form = response.context["adminform"].form
    return {
        **form.errors,
        **{
            key: value
            for inline in response.context["inline_admin_formsets"]
            for one in inline.formset.errors
            for key, value in one.items()
        },
    }


def test_from_nothing_to_published(client, manager, area):
    organiser = make_organiser(area=area)
    response = client.post(ADD, typed(area, organiser), follow=True)
    draft = Consultation.objects.get()
    assert response.redirect_chain[-1][0] == cockpit(draft)
    assert "Il n’y a pas de règlement." in response.content.decode()
    assert (draft.envelope_cents, draft.project_cap_cents) == (10_000_000, 3_000_000)
    assert (draft.slug, draft.accepted_links) == ("budget-participatif-du-bien-vivre", ["lives", "works"])

    refused = client.post(cockpit(draft, "publier"))
    assert "Il n’y a pas de règlement." in refused.content.decode()
    assert Consultation.objects.get().published_at is None

    pdf = SimpleUploadedFile("delib.pdf", b"%PDF-1.7", "application/pdf")
    book = {
        "consultation": draft.pk,
        "text": "Article 1",
        "reason": "",
        "deliberation_number": "2026-12",
        "deliberated_on": "2026-01-15",
        "deliberation_upload": pdf,
    }
    response = client.post("/admin/participation/rulebook/add/", book, follow=True)
    assert "Rien ne manque" not in response.content.decode()  # advice is left: no result phase
    rulebook = Rulebook.objects.get()
    assert (rulebook.version, rulebook.deliberation_file.visibility) == (1, Visibility.PRIVATE)

    response = client.post(cockpit(draft, "publier"), follow=True)
    assert "La consultation est publiée." in response.content.decode()
    draft.refresh_from_db()
    assert draft.published_by == manager
    assert draft.state(timezone.now()) is State.OPEN
    rulebook.refresh_from_db()
    assert rulebook.published_by == manager
    assert rulebook.deliberation_file.visibility == Visibility.PUBLIC


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"envelope_cents": "beaucoup"}, "envelope_cents", "Écrivez un montant en euros"),
        ({"envelope_cents": "-3"}, "envelope_cents", "Écrivez un montant positif."),
        ({"project_cap_cents": "200 000"}, "project_cap_cents", "tient dans l’enveloppe"),
        ({"title": "Référendum local"}, "title", "autre chose en droit"),
        ({"archived_facts": "dix réunions"}, "archived_facts", "une ligne par chiffre"),
        ({"phases-0-opens_at": "2027-03-28T02:30"}, "opens_at", "Cette heure n’existe pas"),
        ({"phases-0-opens_at": "2026-10-25T02:30"}, "opens_at", "Cette heure existe deux fois"),
        ({"phases-0-opens_at": "2030-01-01T00:00"}, "closes_at", "se ferme après son ouverture"),
    ],
)
def test_a_mistake_is_said_at_its_field(client, manager, area, changes, field, sentence):
    response = client.post(ADD, typed(area, make_organiser(area=area), **changes))
    assert sentence in str(errors_of(response)[field])
    assert not Consultation.objects.exists()


def test_hours_are_typed_on_the_clock_of_the_territory(client, manager, area):
    changes = {"time_zone": "Indian/Reunion", "phases-1-opens_at": "2027-03-28T02:30"}
    changes["phases-1-closes_at"] = "2027-04-28T02:30"
    response = client.post(ADD, typed(area, make_organiser(area=area), **changes))
    assert response.status_code == 302, errors_of(response)
    assert Consultation.objects.get().phases.get(kind="vote").opens_at.isoformat() == "2027-03-27T22:30:00+00:00"


def test_an_area_of_somebody_else_is_refused(client, manager):
    elsewhere = make_commune()
    response = client.post(ADD, typed(elsewhere, make_organiser(area=elsewhere)))
    assert "area" in errors_of(response)
    assert not Consultation.objects.exists()


def edit_url(consultation) -> str:
    return reverse("admin:participation_consultation_change", args=[consultation.pk])


def retyped(consultation, **changes) -> dict:
    return {
        "title": consultation.title,
        "summary": consultation.summary,
        "description": consultation.description,
        "deciding_body": consultation.deciding_body,
        "envelope_cents": "100 000",
        "project_cap_cents": "",
        "minimum_age": "0",
        "declaration": "",
        "archived_facts": "",
        "phases-TOTAL_FORMS": "0",
        "phases-INITIAL_FORMS": "0",
        **changes,
    }


def test_what_is_published_changes_with_a_reason(client, manager, area):
    consultation = make_consultation(area=area)
    response = client.post(edit_url(consultation), retyped(consultation, envelope_cents="120 000"))
    assert "le motif est public" in str(errors_of(response)["change_reason"])
    changes = {"envelope_cents": "120 000", "change_reason": "Reliquat de 2025"}
    client.post(edit_url(consultation), retyped(consultation, **changes))
    consultation.refresh_from_db()
    assert consultation.envelope_cents == 12_000_000
    act = Act.objects.get(verb="consultation.changed")
    assert (act.reason, act.by, act.after) == ("Reliquat de 2025", manager, {"envelope_cents": 12_000_000})


def test_saving_without_a_change_asks_for_no_reason(client, manager, area):
    consultation = make_consultation(area=area)
    assert client.post(edit_url(consultation), retyped(consultation)).status_code == 302
    assert not Act.objects.exists()


def test_promises_are_read_only_once_the_vote_is_open(client, manager, area):
    consultation = make_consultation(area=area, running=None)
    now = timezone.now()
    make_phase(consultation, kind="vote", opens=now - timedelta(days=1), closes=now + timedelta(days=1))
    form = client.get(edit_url(consultation)).context["adminform"].form
    assert "envelope_cents" not in form.fields
    assert "title" in form.fields
    client.post(edit_url(consultation), retyped(consultation, envelope_cents="1", change_reason="x"))
    assert Consultation.objects.get().envelope_cents == 10_000_000


@pytest.fixture
def running(area):
    """A public consultation that runs now: ideas until tomorrow, a vote in ten days."""
    now = timezone.now()
    consultation = make_consultation(area=area, running=None)
    make_phase(consultation, kind="ideas", opens=now - timedelta(days=1), closes=now + timedelta(days=1))
    make_phase(consultation, kind="vote", opens=now + timedelta(days=10), closes=now + timedelta(days=20))
    return consultation


def local(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


STEPS = {
    "prolonger": lambda: {"phase": "ideas", "closes_at": local(3), "reason": "Vacances"},
    "programmer": lambda: {"kind": "vote", "opens_at": local(12), "closes_at": local(22), "reason": "Report"},
    "clore": lambda: {"phase": "ideas", "reason": "Panne"},
    "copier": dict,
    "suspendre": lambda: {"authority": "le tribunal", "decided_on": "2026-03-01", "reason": "Annulation"},
}
VERBS = {
    "prolonger": "phase.extended",
    "programmer": "phase.moved",
    "clore": "phase.closed_early",
    "copier": "consultation.copied",
    "suspendre": "consultation.frozen",
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_asked_then_taken(client, manager, running, step):
    assert client.get(cockpit(running, step)).status_code == 200
    response = client.post(cockpit(running, step), STEPS[step]())
    assert response.status_code == 302
    assert Act.objects.get().verb == VERBS[step]


def test_a_suspension_is_lifted(client, manager, running):
    client.post(cockpit(running, "suspendre"), STEPS["suspendre"]())
    assert "Lever la suspension" in client.get(cockpit(running)).content.decode()
    client.post(cockpit(running, "reprendre"), {"reason": "Rejet au fond"})
    assert Consultation.objects.get().frozen_at is None


def test_a_refused_step_says_why_and_keeps_what_was_typed(client, manager, running):
    response = client.post(
        cockpit(running, "prolonger"), {"phase": "ideas", "closes_at": local(15), "reason": "Vacances"}
    )
    page = response.content.decode()
    assert "« Vote » ouvrirait avant la fin de « Appel à idées »" in page
    assert "Vacances" in page


def test_an_unknown_step_is_not_found(client, manager, running):
    assert client.post(cockpit(running, "exploser")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "page", "step"),
    [("elected", 200, 403), ("instructor", 200, 403), ("agent", 404, 404)],
)
def test_other_roles_look_at_most(client, area, running, kind, page, step):
    client.force_login(make_staff(kind, area))
    response = client.get(cockpit(running))
    assert response.status_code == page
    assert client.post(cockpit(running, "clore"), STEPS["clore"]()).status_code == step
    if page == 200:
        assert "Clore une phase" not in response.content.decode()
        assert client.get(edit_url(running)).status_code == 200
        assert client.post(edit_url(running), retyped(running)).status_code == 403
    assert running.phases.filter(closes_at__gt=timezone.now()).count() == 2


def test_a_manager_elsewhere_does_not_find_it(client, running):
    client.force_login(make_staff("manager", make_area()))
    assert client.get(cockpit(running)).status_code == 404
    assert client.post(cockpit(running, "clore"), STEPS["clore"]()).status_code == 404


def test_what_is_public_is_not_deleted(client, manager, running, area):
    draft = make_consultation(area=area, published=False)
    delete = "admin:participation_consultation_delete"
    assert client.post(reverse(delete, args=[running.pk]), {"post": "yes"}).status_code == 403
    assert client.post(reverse(delete, args=[draft.pk]), {"post": "yes"}).status_code == 302
    assert Consultation.objects.get() == running


def test_a_published_rulebook_is_read_only_and_a_draft_is_issued(client, manager, running):
    first = running.rulebooks.get()
    change = reverse("admin:participation_rulebook_change", args=[first.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"text": "Autre"}).status_code == 403
    draft = {"consultation": running.pk, "text": "Article 1 bis", "reason": "Précise l’âge", "deliberation_number": ""}
    client.post("/admin/participation/rulebook/add/", draft)
    second = running.rulebooks.get(version=2)
    chosen = {"action": "issue", "_selected_action": [second.pk]}
    page = client.post("/admin/participation/rulebook/", chosen)
    assert "Publier ces versions du règlement ?" in page.text
    client.post("/admin/participation/rulebook/", {**chosen, "confirmed": "1"})
    second.refresh_from_db()
    assert second.published_by == manager


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many(client, manager, area, number, django_assert_max_num_queries):
    for _ in range(number):
        make_consultation(area=area)
    client.get("/admin/participation/consultation/")
    with django_assert_max_num_queries(12):
        assert client.get("/admin/participation/consultation/").status_code == 200


@pytest.mark.parametrize("field", ["area", "organiser"])
def test_the_pickers_of_the_form_answer(client, area, manager, field):
    make_organiser(area=area, name="Saint-Dié")
    page = {"app_label": "participation", "model_name": "consultation", "field_name": field, "term": "saint"}
    found = client.get("/admin/autocomplete/", page)
    assert [row["text"] for row in found.json()["results"]] == ["Saint-Dié"]
