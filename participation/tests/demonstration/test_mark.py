"""What is invented says so, wherever it is read: page, CSV, PDF and API."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from participation.ballots.minutes import minutes_pdf
from participation.ballots.operations import certify_poll, publish_result
from participation.reports.documents.pdf import write_pdf
from participation.reports.documents.table import write_csv
from participation.reports.figures import gather
from participation.tests.factories.ballots import AFTER, count_votes, make_ballot, make_poll
from participation.tests.factories.consultations import publisher

MARK = "Démonstration, votes inventés"


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", " ")


def said(client, poll) -> dict[str, bool]:
    """Where the mark stands."""
    figures = gather(poll.consultation, at=AFTER)
    answers = {
        "page": client.get(poll.get_absolute_url()).content.decode(),
        "result as CSV": client.get(f"/votes/{poll.slug}/resultat.csv").content.decode(),
        "list as CSV": b"".join(client.get("/api/v1/voted-projects/?format=csv")).decode(),
        "API": client.get("/api/v1/polls/").content.decode(),
        "procès-verbal": text_of(minutes_pdf(poll)),
        "report": text_of(write_pdf(figures)),
        "report as CSV": write_csv(figures).decode(),
    }
    return {place: MARK in answer for place, answer in answers.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("invented", [True, False])
def test_what_is_invented_says_so_and_what_is_real_does_not(client, settings, invented):
    settings.DEMONSTRATION = invented
    poll = make_poll()
    make_ballot(poll, [1])
    poll = count_votes(poll)
    certify_poll(poll=poll, by=publisher(), at=AFTER)
    publish_result(poll=poll, by=publisher(), at=AFTER)

    assert set(said(client, poll).values()) == {invented}
