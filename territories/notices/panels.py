"""What notices show on pages that gather: new messages in « Mon espace », failures to those who watch over them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from territories.accounts.permissions import areas_of, can
from territories.notices.models import Notice


def new_notices(*, participant, at) -> dict | None:
    """The unread messages of a person, newest first."""
    unread = list(Notice.objects.of_person(participant).filter(read_at=None, due_at__lte=at)[:4])
    if not unread:
        return None
    return {
        "title": _("Mes nouveaux messages"),
        "template": "territories/notices/_new.html",
        "notices": unread[:3],
        "more": len(unread) > 3,
    }


def failed_notices(*, user, at) -> list[dict]:
    """Messages that were tried as often as the rules say, in vain."""
    if not can(user, "notices.see"):
        return []
    failed = Notice.objects.failed()
    if not user.is_superuser:
        failed = failed.filter(participant__home__in=areas_of(user, "notices.see"))
    line = {
        "title": _("Messages qui n’ont pas pu partir"),
        "why": _("Une adresse est fausse, ou le serveur de courrier refuse. Lisez le motif, puis essayez encore."),
        "do": _("Voir les messages"),
        "level": "bad",
    }
    url = reverse("admin:territories_notice_changelist") + "?fate=failed"
    return [{**line, "count": failed, "url": url}]
