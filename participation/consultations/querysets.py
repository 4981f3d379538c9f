"""Questions about consultations, in the words of those who ask them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from participation.consultations.rules import State, Welcome, kinds_welcoming
from participation.consultations.rules.calendar import FOR_RESIDENTS
from territories.accounts.permissions import areas_of


class ConsultationQuerySet(models.QuerySet):
    """Questions a resident may ask about consultations, in their words."""

    def published(self):
        """Consultations that the public may read."""
        return self.filter(published_at__isnull=False)

    def welcoming(self, *what: Welcome, at):
        """Published consultations with a phase running at that moment that welcomes one of these contributions."""
        running = self._phases().running(at).filter(kind__in=kinds_welcoming(*what))
        return self.published().filter(Exists(running), frozen_at__isnull=True)

    def in_state(self, state: State, *, at):
        """Consultations in one state at a moment: the same answer as ``Consultation.state``, asked of many rows."""
        if state is State.DRAFT:
            return self.filter(published_at__isnull=True)
        if state is State.FROZEN:
            return self.published().filter(frozen_at__isnull=False)
        going_on = self.published().filter(frozen_at__isnull=True)
        phases = self._phases()
        not_over = phases.filter(closes_at__gt=at)
        begun = phases.filter(opens_at__lte=at)
        if state is State.PAST:
            return going_on.filter(~Exists(not_over))
        if state is State.COMING:
            return going_on.filter(Exists(not_over), ~Exists(begun))
        to_residents = Exists(phases.running(at).filter(kind__in=kinds_welcoming(*FOR_RESIDENTS)))
        if state is State.OPEN:
            return going_on.filter(to_residents)
        built = Exists(phases.running(at).filter(kind__in=kinds_welcoming(Welcome.DELIVERY)))
        if state is State.DELIVERY:
            return going_on.filter(~to_residents, built)
        return going_on.filter(~to_residents, ~built, Exists(begun), Exists(not_over))

    def visible_to(self, person):
        """All that is published, and the drafts of the areas where this account sees drafts. The only door."""
        if not person.is_authenticated:
            return self.published()
        if person.is_superuser:
            return self.all()
        return self.filter(
            Q(published_at__isnull=False) | Q(area__in=areas_of(person, "consultations.see").values("pk"))
        )

    def run_by(self, user):
        """The consultations that this account runs."""
        return self.filter(area__in=areas_of(user, "consultations.run").values("pk"))

    def for_page(self):
        """With what every page says of a consultation, in two queries."""
        return self.select_related("area", "organiser").prefetch_related("phases")

    def _phases(self):
        return self.model._meta.get_field("phases").related_model.objects.filter(consultation=OuterRef("pk"))


class PhaseQuerySet(models.QuerySet):
    """Questions about the calendar."""

    def running(self, at):
        """Phases open at that moment: the opening counts, the closing does not."""
        return self.filter(opens_at__lte=at, closes_at__gt=at)


class RulebookQuerySet(models.QuerySet):
    """Questions about the règlement."""

    def published(self):
        """Versions that the public may read, newest first."""
        return self.filter(published_at__isnull=False).order_by("-version")

    def visible_to(self, person):
        """Published versions of public consultations, and the drafts of those who see drafts. The only door."""
        if not person.is_authenticated:
            return self.published().filter(consultation__published_at__isnull=False)
        if person.is_superuser:
            return self.all()
        team = Q(consultation__area__in=areas_of(person, "consultations.see").values("pk"))
        return self.filter(Q(published_at__isnull=False, consultation__published_at__isnull=False) | team)
