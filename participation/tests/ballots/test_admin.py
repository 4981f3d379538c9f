"""A manager makes, seals and runs a vote in the admin; others see less; nobody sees how it goes."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from participation.ballots.cockpit import STAGES
from participation.ballots.life import Stage
from participation.ballots.minutes import minutes_pdf
from participation.ballots.models import CouncilDecision, Poll
from participation.ballots.operations import enter_late, enter_totals, move_polls_on, remember_choice
from participation.ballots.steps import STEPS, cockpit_url, step_url
from participation.tests.factories.ballots import AFTER, close, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal
from territories.instance.models import Act
from territories.instance.templatetags.house import moment
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def manager_of(poll):
    return make_staff("manager", poll.consultation.area)


def take(client, poll, step, **data):
    return client.post(step_url(poll, step), data)


def test_a_manager_reads_how_many_have_not_confirmed_and_never_what(client):
    poll = make_poll()
    for _ in range(2):
        remember_choice(poll=poll, participant=make_user().participant, at=NOW)
    client.force_login(manager_of(poll))
    assert "<strong>2 personnes</strong> inscrites ont choisi" in client.get(cockpit_url(poll)).content.decode()


def test_a_manager_prepares_and_seals_a_vote(client):
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="vote")
    for _ in range(3):
        make_proposal(consultation=consultation, status="feasible", cost_cents=1_000_000)
    client.force_login(make_staff("manager", consultation.area))
    typed = {
        "consultation": consultation.pk,
        "question": "Quels projets ?",
        "slug": "",
        "text": "",
        "ballot_kind": "choose",
        "min_choices": 1,
        "max_choices": 3,
        "allow_blank": "on",
        "rule": "greedy",
        "when_it_does_not_fit": "skip",
        "completion": "add1",
        "utility": "cost",
        "min_votes": 1,
        "envelope_cents": "100 000",
        "paper": "totals",
        "duplicates": "paper",
        "receipts": "sealed",
        "ballots_published": "auto",
        "key_method": "email",
        "link_proof": "declared",
        "contest_hours": 48,
        "urns-TOTAL_FORMS": 1,
        "urns-INITIAL_FORMS": 0,
        "urns-0-name": "Hôtel de ville",
        "choices-TOTAL_FORMS": 1,
        "choices-INITIAL_FORMS": 0,
        "choices-0-no": 1,
        "choices-0-title": "Projet de la ville",
        "choices-0-cost_cents": "20 000",
    }
    response = client.post(reverse("admin:participation_poll_add"), typed)
    poll = Poll.objects.get()
    assert response.url == cockpit_url(poll)
    assert (poll.slug, poll.envelope_cents) == (consultation.slug, 10_000_000)
    assert "Rien ne manque" in client.get(cockpit_url(poll)).content.decode()
    page = client.get(step_url(poll, "sceller")).content.decode()
    assert "Projet de la ville" in page
    assert take(client, poll, "sceller").url == cockpit_url(poll)
    sealed = fresh(poll)
    assert sealed.rule_sha256 in page
    assert sealed.choices.count() == 4
    assert Act.objects.filter(verb="poll.sealed").exists()


def test_what_is_missing_is_listed_and_keeps_the_seal_away(client):
    poll = make_poll(costs=(1_000,), sealed=False)
    client.force_login(manager_of(poll))
    assert "il en faut au moins deux" in client.get(cockpit_url(poll)).content.decode()
    refused = take(client, poll, "sceller")
    assert refused.status_code == 200
    assert "Il manque encore" in refused.content.decode()
    assert fresh(poll).sealed_at is None


def test_a_sealed_vote_is_read_only_in_the_admin(client):
    poll = make_poll()
    client.force_login(make_staff("administrator"))
    change = reverse("admin:participation_poll_change", args=[poll.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"question": "Autre"}).status_code == 403
    assert client.post(reverse("admin:participation_poll_delete", args=[poll.pk])).status_code == 403


@pytest.mark.parametrize("kind", ["manager", "administrator", "elected"])
def test_no_page_of_the_admin_tells_how_a_running_vote_goes(client, kind):
    poll = make_poll()
    client.force_login(make_staff(kind, poll.consultation.area))
    pages = [cockpit_url(poll), reverse("admin:participation_poll_changelist"), reverse("admin:index")]
    pages += [reverse("admin:participation_consultation_cockpit", args=[poll.consultation_id])]
    before = [client.get(page).content.decode() for page in pages]
    for _ in range(7):
        make_ballot(poll)
    after = [client.get(page).content.decode() for page in pages]
    assert [_without_tokens(page) for page in before] == [_without_tokens(page) for page in after]


def _without_tokens(page):
    return [line for line in page.splitlines() if "csrf" not in line.lower() and "nonce" not in line]


def test_those_who_may_not_run_votes_do_not(client):
    poll = make_poll(sealed=False)
    for user, expected in [
        (make_staff("elected", poll.consultation.area), 403),
        (make_staff("agent", poll.consultation.area), 403),
        (make_staff("manager", make_commune()), 404),
    ]:
        client.force_login(user)
        assert take(client, poll, "sceller").status_code in (expected, 404, 302)
        assert fresh(poll).sealed_at is None


def test_paper_is_settled_step_by_step_to_the_decision_of_the_council(client, now):
    poll = make_poll(urns=1)
    urn, both = poll.urns.get(), make_ballot(poll, [1, 2])
    for _ in range(5):
        make_ballot(poll, [1])
    now.move_to(AFTER)
    close(poll)
    client.force_login(manager_of(poll))
    assert "manque" in client.get(cockpit_url(poll)).content.decode()
    assert take(client, poll, "rapprocher").status_code == 404
    for line in range(1, 6):
        enter_late(poll=poll, urn=urn, line_no=line, by=publisher(), at=AFTER)
    enter_late(poll=poll, urn=urn, participant=both, by=publisher(), at=AFTER)
    for by in (publisher(), make_user()):
        enter_totals(urn=urn, voters=7, blank=0, void=0, votes={2: 7}, by=by, at=AFTER)
    assert take(client, poll, "doublons").status_code == 302
    assert "6 émargements, 7 bulletins" in client.get(cockpit_url(poll)).content.decode()
    assert take(client, poll, "rapprocher").status_code == 200
    take(client, poll, "rapprocher", gap_reason="Une signature oubliée.")
    take(client, poll, "depouiller")
    assert fresh(poll).counted_at == AFTER
    pdf = client.get(reverse("admin:participation_poll_minutes", args=[poll.pk]))
    assert pdf.content.startswith(b"%PDF")
    scan = SimpleUploadedFile("pv.pdf", b"%PDF-1.7 signe", content_type="application/pdf")
    take(client, poll, "constater", signed="on", file=scan)
    take(client, poll, "publier")
    take(client, poll, "deliberer", number="2026-4", decided_on="2026-03-20", adopted=[2], reason="Coût revu.")
    assert CouncilDecision.objects.get(poll=poll).adopted == [2]
    take(client, poll, "realiser")
    assert poll.deliveries.count() == 1
    assert fresh(poll).record_file.name == "pv.pdf"


def test_a_project_is_withdrawn_in_public(client):
    poll = make_poll()
    client.force_login(manager_of(poll))
    assert take(client, poll, "retirer", choice=poll.choices.get(no=2).pk, reason="").status_code == 200
    take(client, poll, "retirer", choice=poll.choices.get(no=2).pk, reason="Terrain vendu.")
    assert fresh(poll).choices.get(no=2).withdrawn_reason == "Terrain vendu."


def test_a_step_out_of_its_time_does_not_exist(client):
    poll = make_poll()
    client.force_login(manager_of(poll))
    for step in ("sceller", "doublons", "depouiller", "publier", "deliberer", "rien"):
        assert client.get(step_url(poll, step)).status_code == 404
    assert client.get(reverse("admin:participation_poll_minutes", args=[poll.pk])).status_code == 404


def test_a_sealed_vote_is_read_in_euros(client):
    poll = make_poll(envelope_cents=100_000_00, cap_cents=30_000_00)
    client.force_login(manager_of(poll))

    page = client.get(reverse("admin:participation_poll_change", args=[poll.pk])).content.decode()

    assert "100\u202f000" in page
    assert "30\u202f000" in page
    assert "10000000" not in page
    assert "3000000" not in page


def test_the_minutes_close_at_the_hour_of_the_calendar_not_when_a_worker_came_by():
    poll = make_poll()
    make_ballot(poll)
    poll = count_votes(poll)
    assert poll.closed_at == AFTER != poll.closes_at

    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(minutes_pdf(poll))).pages)

    assert f"Clôture {moment(poll.closes_at, poll.consultation.time_zone)}" in text.replace("\n", " ")


def test_the_minutes_are_the_same_bytes_each_time_and_read_nothing_as_markup():
    consultation = make_consultation(running=None, title='Budget "vert" #1 \\ *gras*')
    poll = make_poll(consultation=consultation)
    make_ballot(poll)
    poll = count_votes(poll)
    assert minutes_pdf(poll) == minutes_pdf(poll)


def test_every_stage_and_every_step_has_its_words():
    assert set(STAGES) == set(Stage)
    assert all(step.label and step.consequences for step in STEPS.values())


def test_the_cockpit_opens_at_every_stage(client, now):
    poll = make_poll(sealed=False)
    client.force_login(manager_of(poll))
    assert client.get(cockpit_url(poll)).status_code == 200
    take(client, poll, "sceller")
    for at in (NOW, AFTER):
        now.move_to(at)
        assert client.get(cockpit_url(poll)).status_code == 200
    move_polls_on(at=AFTER)
    for step, data in [("constater", {"signed": "on"}), ("publier", {})]:
        assert client.get(step_url(poll, step)).status_code == 200
        take(client, poll, step, **data)
        assert client.get(cockpit_url(poll)).status_code == 200
    assert client.get(step_url(poll, "deliberer")).status_code == 200
