"""A report is asked once, built by whoever takes it, honest about what it may not say, and told when ready."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from participation.ballots.operations import certify_poll, publish_result, record_council_decision, start_projects
from participation.reports import operations
from participation.reports.documents.pdf import write_pdf
from participation.reports.documents.table import write_csv, write_xlsx
from participation.reports.figures import gather
from participation.reports.models import MOST_ATTEMPTS, Report
from participation.reports.operations import (
    AlreadyAsked,
    NotReady,
    ask_report,
    build_next,
    publish_report,
)
from participation.reports.panels import failed_reports
from participation.reports.timeline import weeks_of
from participation.tests.factories.ballots import AFTER, count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from participation.tests.factories.proposals import make_proposal
from territories.instance.claims import TAKEN_FOR_DEAD, claim_oldest
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_commune


@pytest.fixture
def consultation(db):
    consultation = make_consultation()
    make_proposal(consultation=consultation, title="=Halle;couverte", status="submitted")
    return consultation


def ready(consultation) -> Report:
    ask_report(consultation=consultation, by=make_staff("administrator"), at=NOW)
    return build_next(at=NOW)


def test_the_three_files_say_the_same(consultation):
    report = ready(consultation)

    pdf = " ".join(page.extract_text() for page in PdfReader(report.pdf.file).pages)
    sheet = openpyxl.load_workbook(BytesIO(report.xlsx.file.read()))["Idées"]
    plain = report.csv.file.read().decode("utf-8-sig")
    assert "Halle;couverte" in pdf.replace("\n", "")
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=Halle;couverte", "s")
    assert "'=Halle;couverte" in plain
    assert report.finished_at == NOW


def test_the_pdf_is_tagged_and_says_what_language_it_is(consultation):
    catalogue = PdfReader(ready(consultation).pdf.file).trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_a_result_is_told_only_once_it_is_public(db):
    poll = make_poll()
    make_ballot(poll, [1])
    poll = count_votes(poll)
    consultation = poll.consultation
    assert gather(consultation, at=AFTER).votes == []

    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)

    figures = gather(consultation, at=AFTER)
    assert [vote.result.voters for vote in figures.votes] == [1]
    assert "Retenu" in write_csv(figures).decode("utf-8-sig")


def test_the_person_who_asked_is_told(consultation):
    user = make_staff("administrator")
    ask_report(consultation=consultation, by=user, at=NOW)

    report = build_next(at=NOW)

    assert Notice.objects.get(participant=user.participant).url == report.get_absolute_url()


def test_one_report_at_a_time(consultation):
    ask_report(consultation=consultation, by=publisher(), at=NOW)

    with pytest.raises(AlreadyAsked):
        ask_report(consultation=consultation, by=publisher(), at=NOW)
    with pytest.raises(IntegrityError, match="report_one_at_a_time"), transaction.atomic():
        Report.objects.create(consultation=consultation, asked_at=NOW)


def test_nothing_waits_nothing_is_built(db):
    assert build_next(at=NOW) is None


def test_what_a_dead_worker_held_is_taken_over(consultation):
    ask_report(consultation=consultation, by=publisher(), at=NOW)
    assert claim_oldest(Report.objects.waiting(), at=NOW) is not None

    assert claim_oldest(Report.objects.waiting(), at=NOW + TAKEN_FOR_DEAD / 2) is None
    assert claim_oldest(Report.objects.waiting(), at=NOW + TAKEN_FOR_DEAD).attempts == 2


def test_a_report_that_breaks_is_given_up_with_its_reason(consultation, monkeypatch):
    def break_down(*_arguments):
        raise OSError("disque plein")

    monkeypatch.setattr(operations, "write_pdf", break_down)
    ask_report(consultation=consultation, by=publisher(), at=NOW)

    for _ in range(MOST_ATTEMPTS):
        build_next(at=NOW)

    report = Report.objects.get()
    assert (report.failed_at, report.error) == (NOW, "OSError: disque plein")
    assert build_next(at=NOW) is None


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"progress": 101}, "report_progress_is_a_percentage"),
        ({"finished_at": NOW, "failed_at": NOW}, "report_finished_or_failed_not_both"),
        ({"published_at": NOW}, "report_published_when_ready_by_someone"),
    ],
)
def test_the_database_keeps_reports_coherent(consultation, fields, constraint):
    report = ask_report(consultation=consultation, by=publisher(), at=NOW)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**fields)


def test_page_api_workbook_table_and_document_show_the_same_numbers(client, db):
    poll = make_poll(min_votes=2)
    for choices in ([1, 2], [1, 3], [1], [2], []):
        make_ballot(poll, choices)
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    figures = gather(poll.consultation, at=AFTER)
    book = openpyxl.load_workbook(BytesIO(write_xlsx(figures)))
    kept = {row[1]: row[-2] for row in book["Résultat 1"].iter_rows(min_row=2, values_only=True)}
    taking_part = {tuple(row[:3]): row[3] for row in book["Participation 1"].iter_rows(min_row=2, values_only=True)}
    document = " ".join(page.extract_text() for page in PdfReader(BytesIO(write_pdf(figures))).pages)
    document = " ".join(document.replace("\u202f", " ").replace("\u00a0", " ").split())
    table = write_csv(figures).decode("utf-8-sig")
    page = client.get(reverse("participation:poll_result", args=[poll.slug])).content.decode()
    api = client.get(reverse("poll-result", args=[poll.slug])).json()

    assert api["voters"] == int(taking_part["total", None, "voters"]) == 5
    assert (api["blank"], taking_part["total", None, "blank"]) == (1, 1)
    for one in api["projects"]:
        reason = one["reason"].replace("\u202f", " ").replace("\u00a0", " ")
        assert kept[one["title"]] == one["votes"]
        assert f"{one['title']} {round(one['cost'] / 100):,}".replace(",", " ") in document
        assert reason in document
        assert one["reason"] in table
        assert f"<strong>{one['votes']}</strong>" in page
        assert one["reason"] in page


def test_ideas_and_supports_are_counted_by_weeks_quiet_ones_too():
    zone = ZoneInfo("Europe/Paris")
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    late_on_sunday = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)  # half past midnight in Paris: a Monday
    weeks = weeks_of([monday, monday], [late_on_sunday], zone)
    assert [(week.monday.day, week.ideas, week.supports) for week in weeks] == [(2, 2, 0), (9, 0, 0), (16, 0, 1)]
    assert weeks_of([], [], zone) == []


def test_what_was_voted_and_spent_is_told_once_winners_are_built(db):
    poll = make_poll()
    make_ballot(poll, [1, 2])
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)
    record_council_decision(poll=poll, number="2026-12", decided_on=AFTER.date(), by=publisher(), at=AFTER)
    start_projects(poll=poll, by=publisher(), at=AFTER)
    built = gather(poll.consultation, at=AFTER).built
    assert [(one.voted_cents, one.spent_cents) for one in built] == [(3_000_000, 0), (1_650_000, 0)]
    assert "Réalisations" in openpyxl.load_workbook(BytesIO(write_xlsx(gather(poll.consultation, at=AFTER)))).sheetnames


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_build_a_report_once():
    ask_report(consultation=make_consultation(), by=publisher(), at=NOW)

    def work(_number):
        try:
            return claim_oldest(Report.objects.waiting(), at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        taken = [report for report in pool.map(work, range(6)) if report]

    assert len(taken) == 1


def test_a_manager_asks_follows_and_publishes(client, db):
    town = make_commune()
    consultation = make_consultation(area=town)
    client.force_login(make_staff("manager", town))

    page = client.post(reverse("participation:report-ask", args=[consultation.slug]), follow=True)
    assert "Le rapport se prépare" in page.content.decode()
    report = build_next(at=NOW)
    client.post(reverse("participation:report-publish", args=[report.public_id]))

    client.logout()
    files = [report.pdf.get_absolute_url(), report.xlsx.get_absolute_url(), report.csv.get_absolute_url()]
    assert {client.get(address).status_code for address in [report.get_absolute_url(), *files]} == {200}
    assert client.get("/api/v1/reports/").json()["count"] == 1


def test_strangers_and_residents_find_no_report(client, consultation):
    report = ready(consultation)
    for user in (None, make_user(), make_staff("manager", make_commune())):
        if user:
            client.force_login(user)
        assert client.get(report.get_absolute_url()).status_code == 404
        assert client.get(report.pdf.get_absolute_url()).status_code == 404
        assert client.post(reverse("participation:report-ask", args=[consultation.slug])).status_code == 404
        assert client.get(f"/api/v1/reports/{report.public_id}/").status_code == 404


def test_an_unbuilt_report_is_not_published(consultation):
    report = ask_report(consultation=consultation, by=publisher(), at=NOW)

    with pytest.raises(NotReady):
        publish_report(report=report, by=publisher(), at=NOW)


def test_a_report_given_up_waits_for_its_team_until_it_is_asked_again(consultation):
    def waiting(kind, area):
        return failed_reports(user=make_staff(kind, area), at=NOW)

    Report.objects.create(consultation=consultation, asked_at=NOW, failed_at=NOW, error="Plus de place", attempts=3)
    (line,) = waiting("manager", consultation.area)
    assert (line["count"], line["level"], "Plus de place" in line["why"]) == (1, "bad", True)
    assert line["url"] == reverse("admin:participation_consultation_cockpit", args=[consultation.pk])
    assert waiting("manager", make_commune()) == waiting("agent", consultation.area) == []
    Report.objects.create(consultation=consultation, asked_at=AFTER)
    assert waiting("manager", consultation.area) == []
