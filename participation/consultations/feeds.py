"""News of consultations for feed readers."""

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation


class ConsultationFeed(Feed):
    """The newest consultations, as Atom."""

    feed_type = Atom1Feed
    title = _("Consultations")
    subtitle = _("Ce qui est mis en discussion et au vote près de chez vous.")
    link = reverse_lazy("participation:consultations")

    def items(self):
        """The twenty newest, whoever asks: readers have no account."""
        return Consultation.objects.published().select_related("area", "organiser")[:20]

    def item_title(self, item):
        return f"{item.title} · {item.area}"

    def item_description(self, item):
        return item.summary

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at

    def item_author_name(self, item):
        return item.organiser.name
