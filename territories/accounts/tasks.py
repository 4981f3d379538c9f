"""Jobs of accounts."""

from celery import shared_task
from django.utils import timezone

from territories.accounts.exports import build_next_export, delete_old_exports
from territories.accounts.operations import forget_old_requests
from territories.accounts.roles import shut_ended


@shared_task(name="territories.build_exports")
def build_exports(**_from_newer_publishers) -> None:
    """Build the copies of personal data that people wait for."""
    while build_next_export(at=timezone.now()):
        pass


@shared_task(name="territories.tidy_accounts")
def tidy_accounts(**_from_newer_publishers) -> None:
    """Once a day: forget unconfirmed sign-ups and old copies, shut the teams' space to those whose roles ended."""
    now = timezone.now()
    forget_old_requests(at=now)
    delete_old_exports(at=now)
    shut_ended(at=now)
