"""Sheets out as a workbook, and back in after a dry run."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from participation.proposals.judgements import Study
from participation.proposals.operations import assign_study, write_study
from participation.proposals.states import Status
from participation.proposals.workbook import COLUMNS, NotAWorkbook, plan, read_workbook, workbook_of
from participation.tests.factories.consultations import NOW, make_consultation
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db
PAGE = "/admin/participation/study/classeur/"
EXPORT = "/admin/participation/study/classeur-export/"
PLACES = list(COLUMNS)


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_factories():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def instructor(client):
    area = make_consultation(running="study").area
    user = make_staff("instructor", area)
    user.area = area
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


@pytest.fixture
def sheets(instructor):
    """Three sheets of the instructor."""
    consultation = instructor.area.consultations.get()
    ideas = [
        make_proposal(consultation=consultation, status=Status.ADMISSIBLE, title=title, cost_cents=cents)
        for title, cents in (("Bancs", 500_000), ("=1+1", None), ("Verger", None))
    ]
    return [assign_study(proposal=idea, instructor=instructor, by=instructor, at=NOW) for idea in ideas]


def filled(content: bytes, **cells) -> SimpleUploadedFile:
    """The workbook with some cells changed: ``cost_cents_2=…`` is the column cost of line 2."""
    book = load_workbook(BytesIO(content))
    page = book.active
    for where, value in cells.items():
        name, _, line = where.rpartition("_")
        page.cell(int(line), PLACES.index(name) + 1, value)
    written = BytesIO()
    book.save(written)
    return SimpleUploadedFile("etudes.xlsx", written.getvalue())


def fates(upload) -> list:
    return plan(read_workbook(upload), Study.objects.select_related("proposal"))


def exported() -> bytes:
    return workbook_of(Study.objects.select_related("proposal").order_by("pk"))


def test_what_goes_out_comes_back_unchanged(sheets, instructor):
    write_study(
        study=sheets[0],
        by=instructor,
        at=NOW,
        cost_cents=1_234_567,
        vat=55,
        yearly_cents=0,
        land="Communal",
        delay_months=6,
        opinion="reserved",
        text="Deux lignes\net des « guillemets ».",
    )

    assert [fate.verdict for fate in fates(filled(exported()))] == ["same"] * 3


def test_a_text_is_never_a_formula(sheets):
    cell = load_workbook(BytesIO(exported())).active.cell(3, PLACES.index("title") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_dry_run_tells_each_fate_and_writes_nothing(sheets):
    upload = filled(
        exported(),
        cost_cents_2="12 500,50",
        vat_2="20 %",
        yearly_cents_2=0,
        opinion_2="Favorable",
        delay_months_3="bientôt",
        vat_3=19,
        opinion_3="peut-être",
        cost_cents_3="-4",
    )

    changed, refused, same = fates(upload)

    assert changed.fields == {"cost_cents": 1_250_050, "yearly_cents": 0, "opinion": "favourable"}
    assert next(heading for heading, _before, _after in changed.changes) == "Coût TTC (€)"
    assert len(refused.problems) == 4
    assert "« bientôt » n’est pas un nombre de mois" in " ".join(refused.problems)
    assert same.verdict == "same"
    assert set(Study.objects.values_list("revision", flat=True)) == {0}


def test_rows_of_others_doubles_and_old_exports_are_refused(sheets, instructor):
    content = exported()
    write_study(study=sheets[1], by=instructor, at=NOW, delay_months=3)
    first = str(sheets[0].proposal.public_id)

    verdicts = fates(filled(content, reference_4=first, land_2="Communal", land_3="Communal"))

    assert [fate.verdict for fate in verdicts] == ["changed", "refused", "refused"]
    assert "modifiée depuis cet export" in verdicts[1].problems[0]
    assert "déjà plus haut" in verdicts[2].problems[0]
    unknown = fates(filled(content, reference_2="b2f0c8de-0000-4000-8000-000000000000"))[0]
    assert "Aucune fiche à votre charge" in unknown.problems[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"a;b;c\n1;2;3"])
def test_another_file_is_refused(content):
    with pytest.raises(NotAWorkbook):
        read_workbook(SimpleUploadedFile("etudes.xlsx", content))


def test_a_workbook_without_its_headings_is_refused(sheets):
    with pytest.raises(NotAWorkbook):
        read_workbook(filled(exported(), reference_1="autre chose"))


def test_over_http_the_dry_run_comes_first_and_the_confirmation_writes(client, sheets):
    export = client.get(EXPORT)
    assert export.status_code == 200
    content = export.content

    dry = client.post(PAGE, {"file": filled(content, land_2="Communal", vat_3=19)})
    assert [fate.verdict for fate in dry.context["fates"]] == ["changed", "refused", "same"]
    assert not Study.objects.exclude(land="").exists()

    done = client.post(PAGE, {"plan": dry.context["plan"]}, follow=True)
    assert "1 fiche mise à jour" in done.content.decode()
    assert Study.objects.get(proposal__title="Bancs").land == "Communal"


def test_a_plan_confirmed_twice_or_too_late_leaves_newer_words_alone(client, sheets, instructor):
    dry = client.post(PAGE, {"file": filled(exported(), land_2="Communal")})
    write_study(study=sheets[0], by=instructor, at=NOW, land="Privé")

    page = client.post(PAGE, {"plan": dry.context["plan"]}, follow=True).content.decode()

    assert "modifiée depuis" in page
    assert Study.objects.get(proposal__title="Bancs").land == "Privé"


def test_the_plan_of_another_account_is_worth_nothing(client, sheets, instructor):
    plan_of_one = client.post(PAGE, {"file": filled(exported(), land_2="Communal")}).context["plan"]
    other = make_staff("instructor", instructor.area)
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")

    page = client.post(PAGE, {"plan": plan_of_one}, follow=True).content.decode()

    assert "trop ancienne" in page
    assert not Study.objects.exclude(land="").exists()


def test_a_bad_file_is_said_at_its_field(client, sheets):
    page = client.post(PAGE, {"file": SimpleUploadedFile("a.xlsx", b"rien")})

    assert "n’est pas un classeur XLSX" in str(page.context["form"].errors["file"])


def test_only_what_is_assigned_leaves_the_house(client, sheets, instructor):
    other = make_proposal(consultation=sheets[0].proposal.consultation, status=Status.ADMISSIBLE, title="Secret")
    assign_study(proposal=other, instructor=make_staff("instructor", instructor.area), by=instructor, at=NOW)

    book = load_workbook(BytesIO(client.get(EXPORT).content)).active

    titles = [row[PLACES.index("title")] for row in book.iter_rows(min_row=2, values_only=True)]
    assert sorted(titles) == ["=1+1", "Bancs", "Verger"]
