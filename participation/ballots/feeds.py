"""Results of votes for feed readers: the newest everywhere, and those of an area."""

from django.db.models import Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.ballots.models import Origin, Poll
from territories.instance.feeds import TOLD, HouseFeed, News


def newest(polls, *, limit: int) -> list[News]:
    """Tell which results of these votes were published last; figures are on their page, where each is explained."""
    public = polls.published().filter(origin=Origin.HERE, consultation__published_at__isnull=False)
    rows = public.select_related("consultation__area", "consultation__organiser").order_by("-published_at", "-pk")
    return [_told(poll) for poll in rows[:limit]]


def _told(poll: Poll) -> News:
    consultation = poll.consultation
    title = _("Résultat : %(title)s · %(area)s") % {"title": consultation.title, "area": consultation.area}
    text = _("Le résultat du vote est publié : les voix de chaque projet, les lauréats et, pour chacun, la raison.")
    url = reverse("participation:poll_result", args=[poll.slug])
    return News(title, url, f"{poll.question}\n\n{text}", poll.published_at, author=consultation.organiser.name)


def of_area(*, area, limit: int) -> list[News]:
    """News of an area: results of votes there and inside it."""
    here = Q(consultation__area=area) | Q(consultation__area__ancestors__contains=[area.pk])
    return newest(Poll.objects.filter(here), limit=limit)


class ResultFeed(HouseFeed):
    """The newest results."""

    title = gettext_lazy("Résultats des votes")
    subtitle = gettext_lazy("Ce que les habitants ont choisi, dès que c’est publié.")
    link = reverse_lazy("participation:consultations")

    def items(self) -> list[News]:
        return newest(Poll.objects.all(), limit=TOLD)
