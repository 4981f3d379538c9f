"""Who does what by when, in the team of a consultation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.consultations.models.consultations import Consultation
from participation.consultations.rules.assistant import Hand as HandRule
from territories.accounts.permissions import areas_of, held_roles
from territories.areas.models import Area


class Hand(models.TextChoices):
    """Who does it; the words of a town hall, not those of the platform's roles."""

    SERVICE = HandRule.SERVICE.value, _("le service")
    COMMISSION = HandRule.COMMISSION.value, _("la commission")
    ELECTED = HandRule.ELECTED.value, _("les élus")
    AGENT = HandRule.AGENT.value, _("l’accueil")


#: Hand → the role of the accounts that it belongs to; the service is who runs the consultation.
ROLES = {Hand.COMMISSION: "commission", Hand.ELECTED: "elected", Hand.AGENT: "agent"}


class DutyQuerySet(models.QuerySet):
    """Questions about the tasks of a team."""

    def undone(self):
        """What remains to do, the most urgent first."""
        return self.filter(done_at=None).order_by("due_on", "pk")

    def run_by(self, user):
        """Every task of the consultations that this account runs."""
        return self.filter(consultation__area__in=areas_of(user, "consultations.run").values("pk"))

    def given_to(self, user):
        """The tasks that fall to the roles of this account, in the areas of each; of a draft, to those who see it."""
        mine = Q(pk__in=[])
        for hand, kind in ROLES.items():
            if places := [area for held, area in held_roles(user) if held == kind]:
                mine |= Q(hand=hand, consultation__area__in=Area.objects.within(places).values("pk"))
        seen = Q(consultation__area__in=areas_of(user, "consultations.see").values("pk"))
        return self.filter(mine & (Q(consultation__published_at__isnull=False) | seen))

    def in_hands_of(self, user):
        """The tasks that this account may tick off: its own, and all those of the consultations that it runs."""
        return self.run_by(user) | self.given_to(user)


class Duty(models.Model):
    """A task of the team, with the text to send where there is one; nothing on the public pages depends on it."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="duties", verbose_name=_("consultation")
    )
    hand = models.CharField(_("qui"), max_length=10, choices=Hand)
    due_on = models.DateField(_("pour le"))
    what = models.CharField(_("quoi"), max_length=240)
    letter = models.TextField(_("message à envoyer"), blank=True, help_text=_("Un projet : relisez-le, complétez-le."))
    done_at = models.DateTimeField(_("fait le"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("fait par"),
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tâche de l’équipe")
        verbose_name_plural = _("tâches de l’équipe")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_done_by_someone",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                violation_error_message=_("Une tâche faite a une date et une personne."),
            ),
        ]

    def __str__(self) -> str:
        return self.what
