"""Whether the workers live: they leave a sign that pages, the health check and the start page of teams read."""

import time
from datetime import timedelta

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask

from territories.accounts.permissions import can

SIGN_OF_LIFE = "workers-sign-of-life"
#: A worker silent for this long is missed, in seconds: several heartbeats.
SILENCE = 120
#: Beat writes down only now and then when it last asked for something.
BEAT_SILENCE = timedelta(minutes=15)


def leave_sign_of_life() -> None:
    """Note that a worker runs what beat asks for; called by a worker."""
    cache.set(SIGN_OF_LIFE, time.time(), timeout=24 * 3600)


def workers_are_silent() -> bool:
    """Tell whether no tick ran for a while."""
    return time.time() - (cache.get(SIGN_OF_LIFE) or 0) > SILENCE


def silent_workers(*, user, at) -> list[dict]:
    """Start page of those who watch over mails and reports: nothing leaves while nobody works."""
    if not can(user, "notices.see") or not workers_are_silent():
        return []
    asked = PeriodicTask.objects.filter(enabled=True, last_run_at__gt=at - BEAT_SILENCE).exists()
    title = (
        _("Le service qui envoie les messages ne répond plus") if asked else _("Les travaux programmés sont arrêtés")
    )
    why = _("Aucune relance ne part et aucun rapport n’avance. Prévenez la personne qui exploite le serveur.")
    return [{"title": title, "why": why, "count": 1, "alone": True, "url": "", "level": "bad"}]
