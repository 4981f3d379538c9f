"""What every page says while a choice waits on the device of its visitor."""

from django.http import HttpRequest

from participation.ballots.pending import waiting_votes


def unconfirmed(request: HttpRequest) -> dict:
    """Name the votes whose choice waits here, without asking the database."""
    return {"waiting_votes": waiting_votes(request)}
