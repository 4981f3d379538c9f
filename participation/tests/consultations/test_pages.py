"""What the public reads, in the browser, in a feed and over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crois_sens.kernel import registries
from participation.consultations import operations
from participation.consultations.models import Declaration
from participation.consultations.panels import follow_merge, of_area, open_now, what_we_know
from participation.tests.factories.consultations import (
    make_consultation,
    make_organiser,
    make_phase,
    make_rulebook,
    publisher,
)
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


def running(kind: str = "ideas", days: int = 5, **fields):
    """A consultation that runs at the moment of the test: pages read the clock themselves."""
    now = timezone.now()
    consultation = make_consultation(running=None, **fields)
    make_phase(consultation, kind=kind, opens=now - timedelta(days=2), closes=now + timedelta(days=days))
    return consultation


def over(**fields):
    now = timezone.now()
    consultation = make_consultation(running=None, **fields)
    make_phase(consultation, kind="vote", opens=now - timedelta(days=9), closes=now - timedelta(days=1))
    return consultation


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


class TestList:
    def test_what_is_open_stands_before_what_is_over(self, client):
        past, current = over(title="Budget passé"), running(title="Budget ouvert")
        draft = make_consultation(published=False, title="Budget secret")
        text = page(client, "/consultations/")
        assert text.index(current.title) < text.index(past.title)
        assert draft.title not in text

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("state=open", {"A"}),
            ("state=past", {"B"}),
            ("kind=vote", {"B"}),
            ("kind=budget&state=past", set()),
        ],
    )
    def test_filters(self, client, query, titles):
        running(title="A"), over(title="B", kind="vote")
        found = client.get(f"/consultations/?{query}")
        shown = {row.title for section in found.context["sections"] for row in section["rows"]}
        assert shown | {row.title for row in found.context["page"]} == titles

    def test_an_area_holds_what_lies_inside(self, client):
        epci = make_area(kind="epci")
        inside, elsewhere = running(area=make_commune(epci=epci)), running()
        text = page(client, f"/consultations/?area={epci.slug}")
        assert inside.title in text
        assert elsewhere.title not in text

    def test_a_wrong_filter_is_said(self, client):
        assert not client.get("/consultations/?state=nimporte").context["filters"].is_valid()

    def test_the_past_goes_on_page_by_page(self, client):
        for _ in range(25):
            over()
        first = client.get("/consultations/")
        assert "Plus anciennes" in first.content.decode()
        second = client.get(f"/consultations/{first.context['page'].older}")
        assert (len(first.context["page"]), len(second.context["page"])) == (24, 1)

    @pytest.mark.parametrize("number", [1, 3])
    def test_costs_the_same_however_many(self, client, number, django_assert_num_queries):
        for _ in range(number):
            running(), over()
        client.get("/consultations/")
        with django_assert_num_queries(5):  # current, its phases, past, its phases, themes of the filter
            client.get("/consultations/")


class TestPage:
    def test_says_what_can_be_done_now_and_who_decides(self, client):
        consultation = running(
            minimum_age=16, accepted_links=["lives"], project_cap_cents=3_000_000, ideas_per_person=2
        )
        text = page(client, consultation.get_absolute_url())
        for sentence in [
            "Vous pouvez déposer une idée",
            f"habite dans le territoire « {consultation.area} », à partir de 16 ans",
            "Chacun dépose au plus 2 idées.",
            "Décide ensuite : le conseil municipal",
            "Lire le règlement (version 1)",
            'aria-current="step"',
        ]:
            assert sentence in text

    def test_a_vote_ahead_is_announced(self, client):
        consultation = running("study")
        now = timezone.now()
        make_phase(consultation, kind="vote", opens=now + timedelta(days=6), closes=now + timedelta(days=9))
        text = page(client, consultation.get_absolute_url())
        assert "En ce moment : étude" in text
        assert "Vote : à partir du" in text

    def test_a_draft_is_a_preview_for_its_team_and_nothing_for_others(self, client):
        draft = make_consultation(published=False)
        addresses = [draft.get_absolute_url() + rest for rest in ("", "journal/", "reglement/")]
        for user in (None, make_user(), make_staff("manager", make_area())):
            if user:
                client.force_login(user)
            assert {client.get(address).status_code for address in addresses} == {404}
            assert client.get(f"/api/v1/consultations/{draft.slug}/").status_code == 404
        client.force_login(make_staff("manager", draft.area))
        assert "Aperçu" in page(client, addresses[0])
        assert "Aperçu" in page(client, addresses[2])

    def test_a_suspension_is_explained(self, client):
        consultation = running()
        operations.freeze_consultation(
            consultation=consultation,
            authority="le tribunal administratif",
            decided_on=timezone.localdate(),
            reason="Délibération annulée.",
            by=publisher(),
            at=timezone.now(),
        )
        text = page(client, consultation.get_absolute_url())
        assert "Consultation suspendue" in text
        assert "Délibération annulée." in text
        assert "Vous pouvez déposer" not in text

    def test_an_archive_shows_its_figures(self, client):
        figures = [{"value": "10", "label": "réunions publiques"}, {"value": "35", "label": "porteurs de projet"}]
        archive = make_consultation(running=None, kind="hearing", archived_facts={"figures": figures})
        text = page(client, archive.get_absolute_url())
        assert "réunions publiques" in text
        assert "Cette consultation est terminée" in text

    def test_an_extension_leaves_its_trace(self, client):
        consultation = running()
        phase = consultation.phases.get()
        operations.extend_phase(
            phase=phase,
            closes_at=phase.closes_at + timedelta(days=3),
            reason="Vacances scolaires",
            by=publisher(),
            at=timezone.now(),
        )
        text = page(client, consultation.get_absolute_url())
        assert "phase prolongée jusqu’au" in text
        assert ": Vacances scolaires" in text
        assert "Vacances scolaires" in page(client, consultation.get_absolute_url() + "journal/")

    def test_a_changed_amount_is_told_in_euros(self, client):
        consultation = running()
        operations.edit_consultation(
            consultation=consultation,
            changes={"envelope_cents": 12_000_000},
            reason="Reliquat",
            by=publisher(),
            at=timezone.now(),
        )
        text = page(client, consultation.get_absolute_url() + "journal/").replace("\u202f", " ").replace("\xa0", " ")
        assert "Enveloppe : 100 000 € → 120 000 €" in text

    def test_who_did_it_stays_in_the_house(self, client):
        consultation = running()
        user = make_staff("manager", consultation.area)
        operations.seal_rules(consultation=consultation, by=user, at=timezone.now())
        assert user.email not in page(client, consultation.get_absolute_url() + "journal/")

    def test_costs_the_same_however_many_phases(self, client, monkeypatch, django_assert_num_queries):
        # What other concepts show here is pinned by their own tests.
        monkeypatch.setattr("participation.consultations.views.consultation_panels", registries.Registry("none"))
        monkeypatch.setattr("participation.consultations.next_step.next_steps", registries.Registry("none"))
        monkeypatch.setattr("participation.consultations.journal.journal_sources", registries.Registry("none"))
        consultation = running()
        client.get(consultation.get_absolute_url())
        # The row and its phases, the outline of the area, themes, journal, règlement.
        with django_assert_num_queries(6) as one:
            client.get(consultation.get_absolute_url())
        make_phase(consultation, kind="study", opens=6, closes=9)
        with django_assert_num_queries(len(one)):
            client.get(consultation.get_absolute_url())


class TestRulebook:
    def test_the_newest_holds_and_the_older_stay(self, client):
        consultation = running()
        make_rulebook(consultation, text="Article 1 bis", reason="Ouvre aux mineurs")
        address = consultation.get_absolute_url() + "reglement/"
        assert "Article 1 bis" in page(client, address)
        old = page(client, f"{address}?version=1")
        assert "n’est pas celle en vigueur" in old
        assert "Ouvre aux mineurs" in old

    def test_a_draft_version_is_not_public(self, client):
        consultation = running()
        make_rulebook(consultation, published=False, text="Projet secret")
        address = consultation.get_absolute_url() + "reglement/"
        assert "Projet secret" not in page(client, address)
        assert client.get(f"{address}?version=2").status_code == 404
        assert client.get(f"{address}?version=abc").status_code == 404

    def test_without_a_rulebook_there_is_no_page(self, client):
        consultation = running(rulebook=False)
        assert client.get(consultation.get_absolute_url() + "reglement/").status_code == 404


class TestTakingPart:
    def test_what_is_missing_comes_with_its_remedy(self, client):
        consultation = running(accepted_links=["lives"], minimum_age=16)
        client.force_login(make_user())
        assert "Il reste une étape" in page(client, consultation.get_absolute_url())
        text = page(client, consultation.get_absolute_url() + "participer/")
        assert "Indiquez votre commune" in text
        assert "J’ai au moins 16 ans." in text

    def test_a_declaration_is_made_and_leads_on(self, client):
        consultation = running(minimum_age=16)
        user = make_user()
        client.force_login(user)
        address = consultation.get_absolute_url() + "participer/"
        assert "Cochez la case" in client.post(address, {}).content.decode()
        response = client.post(f"{address}?next=/consultations/", {"declared": "on"})
        assert response.url == "/consultations/"
        assert Declaration.objects.get().participant == user.participant
        assert client.get(address).url == consultation.get_absolute_url()

    @pytest.mark.parametrize("outside", ["https://exemple.org/", "//exemple.org", "javascript:alert(1)"])
    def test_it_never_leads_elsewhere(self, client, outside):
        consultation = running(minimum_age=16)
        client.force_login(make_user())
        response = client.post(f"{consultation.get_absolute_url()}participer/?next={outside}", {"declared": "on"})
        assert response.url == consultation.get_absolute_url()

    def test_a_visitor_signs_in_first(self, client):
        consultation = running(minimum_age=16)
        response = client.get(consultation.get_absolute_url() + "participer/")
        assert response.url.startswith("/compte/")


class TestApi:
    def test_a_consultation_with_its_phases(self, client):
        consultation = running()
        data = client.get(f"/api/v1/consultations/{consultation.slug}/").json()
        assert (data["state"], data["area"]["code"]) == ("open", consultation.area.code)
        assert [(phase["kind"], phase["state"]) for phase in data["phases"]] == [("ideas", "running")]
        assert "published_by" not in data

    @pytest.mark.parametrize(
        ("query", "number"), [("state=open", 1), ("state=past", 1), ("kind=vote", 1), ("state=coming", 0), ("", 2)]
    )
    def test_filters(self, client, query, number):
        running(), over(kind="vote")
        assert client.get(f"/api/v1/consultations/?{query}").json()["count"] == number

    def test_area_codes(self, client):
        consultation, _other = running(), running()
        data = client.get(f"/api/v1/consultations/?area_code={consultation.area.code}").json()
        assert [row["slug"] for row in data["results"]] == [consultation.slug]

    def test_csv(self, client):
        consultation = running()
        response = client.get("/api/v1/consultations/?format=csv")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert consultation.slug in text
        assert "envelope_cents" in text.splitlines()[0]

    def test_a_wrong_state_is_400(self, client):
        response = client.get("/api/v1/consultations/?state=ailleurs")
        assert response.status_code == 400
        assert "state" in response.json()

    @pytest.mark.parametrize("number", [1, 3])
    def test_costs_the_same_however_many(self, client, number, django_assert_num_queries):
        for _ in range(number):
            running()
        with django_assert_num_queries(4):  # count, rows, phases, themes
            assert client.get("/api/v1/consultations/").json()["count"] == number


def test_the_feed_tells_what_is_published(client):
    consultation = running(title="Votation sur le parc")
    make_consultation(published=False, title="Secret")
    response = client.get("/consultations/flux.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert consultation.title in response.content.decode()
    assert "Secret" not in response.content.decode()


class TestPanels:
    def test_home_shows_votes_first_and_nothing_that_is_closed(self):
        ideas, vote = running("ideas"), running("vote")
        over(), running("study"), make_consultation(published=False)
        panel = open_now(person=None, at=timezone.now())
        assert panel["rows"] == [vote, ideas]

    def test_an_area_shows_what_is_in_and_around_it(self):
        epci = make_area(kind="epci")
        commune = make_commune(epci=epci)
        around, inside = running(area=epci), over(area=commune)
        running()
        for area in (epci, commune):
            panel = of_area(area=area, person=None, at=timezone.now())
            assert panel["rows"] == [around, inside]

    def test_a_person_is_told_what_they_declared(self):
        consultation, user = running(minimum_age=16), make_user()
        operations.declare(consultation=consultation, participant=user.participant, at=timezone.now())
        assert what_we_know(participant=user.participant)["declarations"][0]["minimum_age"] == 16

    def test_merged_organisers_take_their_consultations_along(self):
        consultation, keep = running(), make_organiser()
        follow_merge(keep=keep, away=consultation.organiser)
        consultation.refresh_from_db()
        assert consultation.organiser == keep

    def test_they_are_registered(self):
        for registry in (registries.home_panels, registries.area_panels, registries.attention, registries.merges):
            assert "consultations" in dict(registry)
