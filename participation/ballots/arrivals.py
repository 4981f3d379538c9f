"""Somebody signs in on a device where a choice waits: from now on a mail may remind them of it."""

from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from participation.ballots.models import Poll
from participation.ballots.operations import channel_of, remember_choice
from participation.ballots.pending import waiting_votes


def remember_waiting_choices(*, request, user, **_more) -> None:
    """Note for each running vote named by the device that this person has chosen and not confirmed; never what."""
    if request is None or user.participant_id is None:
        return
    now = timezone.now()
    for poll in Poll.objects.running(now).filter(slug__in=list(waiting_votes(request))):
        if channel_of(poll, user.participant) is None:
            remember_choice(poll=poll, participant=user.participant, at=now)


def watch() -> None:
    """Listen to sign-ins; called once when the app is ready."""
    user_logged_in.connect(remember_waiting_choices, dispatch_uid="ballots.arrivals")
