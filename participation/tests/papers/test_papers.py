"""Papers of a vote: tagged, complete, in the order of the screen, the losers told too; long ones fast enough."""

from io import BytesIO
from time import perf_counter

import pytest
from django.urls import reverse
from pypdf import PdfReader

from participation.ballots.models import Choice, Poll
from participation.ballots.operations import (
    certify_poll,
    publish_result,
    record_council_decision,
    seal_poll,
    withdraw_choice,
)
from participation.ballots.results import result_of
from participation.papers.catalogue import PAPERS
from participation.papers.desks import LINES, MOST_LINES, count, lines_asked, numbers_of
from participation.papers.letters import letters
from participation.papers.panels import papers
from participation.papers.public import ballot, lot_of, poster
from participation.proposals.records import Holder
from participation.tests.factories.ballots import AFTER, count_votes, fresh, make_ballot, make_poll
from participation.tests.factories.consultations import DAY, NOW, make_consultation, make_phase, publisher
from participation.tests.factories.proposals import make_proposal
from participation.tests.factories.voters import listed_poll
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db
BEFORE = [slug for slug in PAPERS if slug not in ("proces-verbal", "lettres")]


def text_of(pdf: bytes) -> str:
    pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(pages.replace("\u202f", " ").replace("\u00a0", " ").split())


def published(poll):
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    return fresh(poll)


def with_holders():
    """A published vote on four ideas; the fourth one, too dear, lost."""
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="vote")
    for _ in range(4):
        idea = make_proposal(consultation=consultation, status="feasible", cost_cents=3_000_000)
        if not idea.holders.exists():
            Holder.objects.create(consultation=consultation, proposal=idea, participant=idea.author, at=NOW - DAY)
    poll = Poll.objects.create(consultation=consultation, slug="lettres")
    poll = seal_poll(poll=poll, by=publisher(), at=NOW - 6 * DAY)
    make_ballot(poll, [1, 2, 3])
    make_ballot(poll, [1, 2])
    return published(count_votes(poll))


@pytest.mark.parametrize("slug", BEFORE)
def test_papers_are_tagged_and_made_of_the_same_bytes(slug):
    poll = make_poll(urns=2)
    paper = PAPERS[slug]
    pdf = paper.made(poll, {})
    catalogue = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert paper.offered(poll, NOW)
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert pdf == paper.made(poll, {})


def test_nothing_that_people_typed_is_read_as_markup():
    poll = make_poll(urns=1, sealed=False)
    Choice.objects.filter(poll=poll, no=1).update(title="#panic() *gras* $x$ \\ [a]")
    poll = seal_poll(poll=poll, by=publisher(), at=NOW - 6 * DAY)
    for slug in ("catalogue", "bulletin", "depouillement"):
        assert "#panic() *gras* $x$" in text_of(PAPERS[slug].made(poll, {}))


def test_sizes_are_those_that_were_promised():
    poll = make_poll(urns=1)
    inches = {slug: PdfReader(BytesIO(PAPERS[slug].made(poll, {}))).pages[0].mediabox for slug in BEFORE}
    millimetres = {
        slug: (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4))
        for slug, box in inches.items()
    }
    assert millimetres["affiche"] == (297, 420)
    assert millimetres["catalogue"] == (148, 210)
    assert millimetres["bulletin"] == (210, 297)
    assert millimetres["emargement"] == (297, 210)


def test_the_catalogue_gives_each_project_a_page_and_leaves_withdrawn_ones_out():
    poll = make_poll(costs=(1_000,) * 5)
    withdraw_choice(choice=poll.choices.get(no=2), reason="Terrain vendu.", by=publisher(), at=NOW)
    pdf = PAPERS["catalogue"].made(fresh(poll), {})
    assert len(PdfReader(BytesIO(pdf)).pages) == 2 + 4
    assert "Projet 2" not in text_of(pdf)


@pytest.mark.parametrize("order", ["numero", "hasard"])
def test_the_ballot_stands_in_the_order_of_a_screen(client, order):
    poll = make_poll(costs=(1_000,) * 8, urns=1)
    printed = [row[0] for row in ballot(poll, {"ordre": order})["projects"]]
    shown = client.get(poll.get_absolute_url(), {"ordre": order, "graine": lot_of(poll)}).context["choices"]
    assert printed == [str(choice.no) for choice in shown]
    assert (printed == sorted(printed, key=int)) is (order == "numero")


def test_a_poster_is_one_page_however_much_there_is_to_say():
    poll = make_poll(costs=(1_000,) * 60, urns=20)
    consultation = poll.consultation
    type(consultation).objects.filter(pk=consultation.pk).update(title="Le budget participatif du bien-vivre " * 3)
    pdf = PAPERS["affiche"].made(fresh(poll), {})
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert "20 lieux de vote" in text_of(pdf)


def test_lines_to_sign_are_numbered_for_each_place():
    pdf = PAPERS["emargement"].made(make_poll(urns=2), {"lignes": "30"})
    text = text_of(pdf)
    assert all(name in text for name in ("Urne 1", "Urne 2"))
    assert text.count(" 30 ") + text.endswith(" 30") >= 2


def test_lines_to_sign_are_those_of_the_list_where_there_is_one():
    poll = listed_poll(urns=1)
    assert numbers_of(poll, {}) == [1, 2, 7]
    assert numbers_of(poll, {"depuis": "2"}) == [2, 7]
    assert "liste des votants" in text_of(PAPERS["emargement"].made(poll, {}))


def test_a_line_asks_what_a_desk_types_from_an_identity_document():
    told = text_of(PAPERS["emargement"].made(make_poll(urns=1, key_method="desk"), {"lignes": "5"}))
    assert "Date de naissance" in told
    assert "pièce d’identité" in told


@pytest.mark.parametrize(
    ("fields", "cases"),
    [
        ({"max_choices": 3}, "plus de 3 croix"),
        ({"min_choices": 2, "max_choices": 2}, "moins de 2 croix, plus de 2 croix"),
        ({"ballot_kind": "envelope", "max_choices": None}, "projets de plus de 100 000 € en tout"),
    ],
)
def test_the_count_sheet_says_when_a_ballot_is_void_as_the_sealed_rule_does(fields, cases):
    poll = make_poll(urns=1, **fields)
    told = " ".join(count(poll, {})["how"]).replace("\u202f", " ").replace("\u00a0", " ")
    assert f"Nul : {cases}, signe qui désigne la personne, illisible." in told


@pytest.mark.parametrize(
    ("asked", "lines"), [("", LINES), ("30", 30), ("0", 1), ("-3", LINES), ("²", LINES), ("99999", MOST_LINES)]
)
def test_how_many_lines_is_a_number_within_reason(asked, lines):
    assert lines_asked({"lignes": asked}) == lines


def test_every_holder_is_written_to_and_losers_read_why():
    poll = with_holders()
    told = letters(poll, {})["letters"]
    assert len(told) == 4
    winner, loser = " ".join(told[0]["paragraphs"]), " ".join(told[3]["paragraphs"])
    assert "sous réserve du vote du conseil" in winner
    assert "lauréat" not in winner
    assert result_of(poll).projects[3].reason in loser
    assert "pas retenu cette fois" in loser


def test_the_letter_of_a_winner_changes_with_the_decision_of_the_council():
    poll = with_holders()
    record_council_decision(
        poll=poll,
        number="2026-12",
        decided_on=AFTER.date(),
        adopted=[1, 2],
        reason="Double emploi.",
        by=publisher(),
        at=AFTER,
    )
    told = [" ".join(one["paragraphs"]) for one in letters(fresh(poll), {})["letters"]]
    assert "il est lauréat" in told[0]
    assert "Double emploi." in told[2]


def test_letters_do_not_find_who_had_their_data_erased():
    poll = with_holders()
    author = poll.choices.get(no=1).proposal.author
    type(author).objects.filter(pk=author.pk).update(erased_at=AFTER)
    assert len(letters(poll, {})["letters"]) == 3


def test_the_proces_verbal_holds_the_numbers_of_the_result():
    poll = with_holders()
    text, result = text_of(PAPERS["proces-verbal"].made(poll, {})), result_of(poll)
    for one in result.projects:
        assert one.reason.replace("\u202f", " ").replace("\u00a0", " ") in text
    assert poll.rule_sha256 in text.replace(" ", "")
    assert "Signatures" not in text
    assert "Responsable du scrutin" in text


def test_the_cockpit_offers_what_is_of_use_now():
    user = make_staff("administrator")

    def offered(poll, at):
        panel = papers(consultation=poll.consultation, user=user, at=at)
        return [
            paper["url"].rpartition("/")[2].removesuffix(".pdf") for row in panel["rows"] for paper in row["papers"]
        ]

    assert offered(make_poll(sealed=False), NOW) == []
    assert offered(make_poll(), NOW) == ["affiche", "catalogue"]
    assert offered(make_poll(urns=1), NOW) == ["affiche", "catalogue", "bulletin", "emargement", "depouillement"]
    assert offered(with_holders(), AFTER) == ["catalogue", "proces-verbal", "lettres"]


def test_a_reader_of_the_cockpit_is_offered_no_paper():
    poll = make_poll()
    user = make_staff("elected", area=poll.consultation.area)
    assert papers(consultation=poll.consultation, user=user, at=NOW) is None


def test_a_paper_is_one_click_away_for_who_runs_the_vote(client):
    poll = make_poll(urns=1)
    client.force_login(make_staff("administrator"))
    shown = client.get(
        reverse("admin:participation_consultation_cockpit", args=[poll.consultation.pk])
    ).content.decode()
    address = reverse("participation:paper", args=[poll.slug, "affiche"])
    assert address in shown


def test_the_longest_catalogue_takes_seconds_and_as_many_queries_as_a_short_one(django_assert_max_num_queries):
    poll = make_poll(costs=(100,) * 200)
    with django_assert_max_num_queries(4):
        begun = perf_counter()
        pdf = PAPERS["catalogue"].made(poll, {})
    assert len(PdfReader(BytesIO(pdf)).pages) > 200
    assert perf_counter() - begun < 20


def test_the_code_of_a_poster_leads_to_the_ballot_by_the_shortest_way():
    poll = fresh(make_poll())
    said = poster(poll, {})
    assert said["address"].endswith(poll.get_short_url())
    assert poll.get_short_url() in said["qr-alt"]
