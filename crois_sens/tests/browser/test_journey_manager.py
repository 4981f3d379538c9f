"""Marianne runs a whole participatory budget in the admin: from an empty page to the published result and its report.

The calendar is the story's own: the clock is moved from one phase to the next, everything else is done by hand.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from crois_sens.tests.browser.people import fit_for_all, signs_in
from crois_sens.tests.browser.team import fills, opens_cockpit, opens_list, opens_vote, picks, saves, takes_step
from participation.ballots.models import Poll
from participation.ballots.operations import cast_ballot, move_polls_on, strike_off
from participation.consultations.models import Consultation
from participation.reports.operations import build_next
from participation.tests.factories.consultations import make_organiser
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_participant, make_staff
from territories.tests.factories.areas import make_commune

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=PARIS)
#: Kind of phase → the days it opens and closes, counted from that Monday; each begins and ends at nine.
CALENDAR = {"ideas": (0, 2), "study": (2, 4), "vote": (5, 7), "count": (7, 8), "result": (8, 12)}
TITLE = "Budget participatif du bien-vivre"
SHEET = {"Votants": "3", "Bulletins blancs": "1", "Bulletins nuls": "0", "1. ": "2", "2. ": "1"}

pytestmark = pytest.mark.usefixtures("post")


@pytest.fixture
def town(transactional_db, time_machine):
    """A town on a Monday morning, its council among the organisations, and the team that works for it."""
    time_machine.move_to(MONDAY, tick=True)
    town = make_commune(name="Saint-Dié-des-Vosges")
    make_organiser(area=town, name="Ville de Saint-Dié-des-Vosges")
    return town


def test_a_manager_runs_a_budget_from_nothing_to_the_report(page, open_page, town, time_machine):
    manager, agent = make_staff("manager", town), make_staff("agent", town)
    instructor = make_staff("instructor", town, email="iris@exemple.fr")

    def days_later(number: float) -> None:
        time_machine.move_to(MONDAY + timedelta(days=number), tick=True)

    signs_in(page, manager)
    writes_a_consultation(page)
    writes_the_rules(page)
    publishes(page)

    days_later(1)
    idea = make_proposal(consultation=Consultation.objects.get(), title="Un verger partagé", at=timezone.now())
    accepts(page, idea.title)
    days_later(2.5)
    assigns_the_study(page, idea.title)
    studies(open_page(), instructor, idea.title)

    prepares_a_vote(page)
    seals(page)
    days_later(6)
    residents_vote(town, agent)
    days_later(7.5)
    move_polls_on(at=timezone.now())
    types_the_sheet(page)
    types_the_sheet_again(open_page(), agent)
    counts(page)
    days_later(8.5)
    publishes_the_result(page)
    records_the_decision(page)
    opens_the_projects(page)
    asks_for_a_report(page)


def clock(number: float) -> str:
    """A day of the story, at nine, as a browser types it."""
    return (MONDAY + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M")


# --- Writing and publishing -----------------------------------------------------------------------
def writes_a_consultation(page):
    page.goto("/admin/")
    fit_for_all(page)
    page.get_by_role("link", name="Partir d’une page blanche").click()
    fills(
        page,
        title=TITLE,
        summary="Cent mille euros pour mieux vivre ici.",
        description="Vous proposez, la ville étudie, vous choisissez.",
        deciding_body="le conseil municipal",
        envelope_cents="100 000",
        project_cap_cents="30 000",
    )
    picks(page, "area", "Saint-Dié-des-Vosges")
    picks(page, "organiser", "Ville de Saint-Dié-des-Vosges")
    for number, (kind, (opens, closes)) in enumerate(CALENDAR.items()):
        page.locator("#phases-group a.add-row").click()
        page.locator(f"[name=phases-{number}-kind]").select_option(kind)
        fills(page, **{f"phases-{number}-opens_at": clock(opens), f"phases-{number}-closes_at": clock(closes)})
    saves(page)
    expect(page.get_by_text("Le brouillon est enregistré. Voici ce qui lui manque.")).to_be_visible()
    expect(page.get_by_text("Il n’y a pas de règlement.")).to_be_visible()
    fit_for_all(page)


def writes_the_rules(page):
    page.get_by_role("link", name="Écrire une nouvelle version").click()
    fills(page, text="Article 1. Chacun propose une idée d’intérêt général.", deliberation_number="2026-12")
    saves(page)
    expect(page.get_by_text("Le projet de règlement est enregistré.")).to_be_visible()
    expect(page.get_by_text("Il n’y a pas de règlement.")).to_have_count(0)


def publishes(page):
    takes_step(page, "Publier", "La consultation est publiée.")
    page.get_by_role("link", name="Voir la page publique").click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(page.get_by_text("Vous pouvez déposer une idée")).to_be_visible()
    fit_for_all(page)


# --- An idea becomes a project --------------------------------------------------------------------
def opens_idea(page, title: str):
    opens_list(page, "Idées")
    page.get_by_role("link", name=title).click()


def accepts(page, title: str):
    opens_idea(page, title)
    page.get_by_role("link", name="Décider de la recevabilité").click()
    page.get_by_label("Décision").select_option("Recevable")
    page.get_by_role("button", name="Décider de la recevabilité").click()
    expect(page.get_by_text("La décision est publique et envoyée aux porteurs.")).to_be_visible()
    fit_for_all(page)


def assigns_the_study(page, title: str):
    opens_idea(page, title)
    page.get_by_role("link", name="Confier l’étude").click()
    page.locator("[name=instructor]").select_option(label="iris@exemple.fr")
    page.get_by_role("button", name="Confier l’étude").click()
    expect(page.get_by_text("L’étude est confiée.")).to_be_visible()


def studies(page, instructor, title: str):
    """Iris sees what waits for her, fills in the sheet and concludes."""
    signs_in(page, instructor)
    page.goto("/admin/")
    page.locator("#content").get_by_role("link", name=re.compile("étude", re.IGNORECASE)).first.click()
    page.get_by_role("link", name=title).click()
    fills(page, cost_cents="18 000", yearly_cents="400", delay_months="6", text="Le terrain est communal.")
    page.locator("[name=opinion]").select_option(index=1)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.locator("[name=cost_cents]")).to_have_value(re.compile("18.?000"))
    page.get_by_role("link", name="Conclure l’étude").click()
    page.locator("[name=verdict]").select_option("Réalisable")
    page.get_by_role("button", name="Conclure l’étude").click()
    expect(page.get_by_text("L’étude est conclue : la fiche est publique.")).to_be_visible()
    fit_for_all(page)


# --- The vote -------------------------------------------------------------------------------------
def prepares_a_vote(page):
    opens_cockpit(page)
    page.get_by_role("link", name="Préparer un scrutin").click()
    fills(page, min_votes="3")
    page.locator("[name=paper]").select_option("totals")
    page.locator("#urns-group a.add-row").click()
    fills(page, **{"urns-0-name": "Mairie"})
    page.locator("#choices-group a.add-row").click()
    fills(page, **{"choices-0-no": "2", "choices-0-title": "Des bancs et de l’ombre", "choices-0-cost_cents": "16 500"})
    saves(page)
    expect(page.get_by_text("Le bulletin permet 3 choix pour 2 projets.")).to_be_visible()
    page.get_by_role("link", name="Modifier").click()
    fills(page, max_choices="2")
    saves(page)


def seals(page):
    opens_vote(page)
    expect(page.get_by_text("Rien ne manque : vous pouvez sceller.")).to_be_visible()
    page.get_by_role("link", name="Sceller", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="1. Un verger partagé")).to_be_visible()
    expect(page.get_by_text("Empreinte SHA-256")).to_be_visible()
    page.get_by_role("button", name="Sceller", exact=True).click()
    expect(page.get_by_text("Le scrutin est scellé.")).to_be_visible()
    expect(page.get_by_role("link", name="Sceller", exact=True)).to_have_count(0)
    fit_for_all(page)


def residents_vote(town, agent):
    """Four vote on the web and three at the town hall."""
    poll, now = Poll.objects.get(), timezone.now()
    for number in range(4):
        person = make_participant(email=f"votant-{number}@exemple.fr", home=town)
        cast_ballot(poll=poll, participant=person, choices=[1] if number else [1, 2], at=now)
    for line in range(3):
        strike_off(poll=poll, urn=poll.urns.get(), line_no=line + 1, by=agent, at=now)


def types_the_sheet(page):
    opens_vote(page)
    expect(page.get_by_text("La feuille de « Mairie » manque.")).to_be_visible()
    page.get_by_role("link", name="La saisir").click()
    types_in(page)
    expect(page.get_by_text("Votre saisie est gardée.")).to_be_visible()


def types_the_sheet_again(page, agent):
    """The agent comes by the page of the vote, and does not see the first numbers."""
    signs_in(page, agent)
    page.goto(Poll.objects.get().get_absolute_url())
    page.get_by_role("link", name="Le guichet").click()
    page.get_by_role("link", name="Mairie").click()
    types_in(page)
    expect(page.get_by_text("La feuille est arrêtée.")).to_be_visible()
    fit_for_all(page)


def types_in(page):
    for label, number in SHEET.items():
        page.get_by_label(re.compile(f"^{label}")).fill(number)
    page.get_by_role("button", name="Garder cette saisie").click()


def counts(page):
    opens_vote(page)
    expect(page.get_by_text("Tout est là : vous pouvez rapprocher.")).to_be_visible()
    takes_step(page, "Rapprocher listes et bulletins", "Listes et feuilles sont arrêtées.")
    takes_step(page, "Dépouiller", "Le scrutin est dépouillé.")
    minutes = page.request.get(page.get_by_role("link", name="Procès-verbal à signer").get_attribute("href"))
    assert minutes.body().startswith(b"%PDF")
    fit_for_all(page)


# --- The result and what follows ------------------------------------------------------------------
def publishes_the_result(page):
    page.get_by_role("link", name="Constater", exact=True).click()
    page.get_by_label("Le procès-verbal est signé.").check()
    page.get_by_role("button", name="Constater", exact=True).click()
    expect(page.get_by_text("Le vote est constaté.")).to_be_visible()
    takes_step(page, "Publier le résultat", "Le résultat est publié.")
    page.get_by_role("link", name="Voir le résultat").click()
    winner = page.get_by_role("listitem").filter(has_text="Un verger partagé").first
    expect(winner).to_contain_text("6 voix")
    expect(winner).to_contain_text("sous réserve du vote du conseil")
    expect(page.get_by_text("Non retenu : 2 voix, il en faut au moins 3").first).to_be_visible()
    fit_for_all(page)


def records_the_decision(page):
    opens_vote(page)
    takes_step(
        page,
        "Enregistrer la délibération",
        "La délibération est enregistrée.",
        number="2026-31",
        decided_on="2026-03-10",
    )


def opens_the_projects(page):
    takes_step(page, "Ouvrir les réalisations", "Les réalisations sont ouvertes.")
    page.goto("/projets/")
    page.get_by_role("link", name="Un verger partagé").click()
    expect(page.get_by_role("heading", name="Un verger partagé")).to_be_visible()
    expect(page.get_by_text(re.compile("18.000"))).not_to_have_count(0)
    fit_for_all(page)


def asks_for_a_report(page):
    opens_cockpit(page)
    page.get_by_role("button", name="Demander un rapport").click()
    expect(page.get_by_text("Le rapport se prépare…")).to_be_visible()
    assert build_next(at=timezone.now()) is not None
    expect(page.get_by_text("Prêt le")).to_be_visible()
    document = page.request.get(page.get_by_role("link", name="Document PDF").get_attribute("href"))
    assert document.body().startswith(b"%PDF")
    page.reload()
    page.get_by_role("button", name="Publier ce rapport").click()
    expect(page.get_by_text("Le rapport est public.")).to_be_visible()
    fit_for_all(page)
