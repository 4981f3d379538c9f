"""What bodies say about an idea: the commission's decisions, the services' sheet, a changed scope."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.proposals.records import Record


class Decision(Record):
    """The commission's decision on admissibility, at the first round or after a request for review; public."""

    proposal = models.ForeignKey("participation.Proposal", models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField(_("examen"), choices=[(1, _("premier examen")), (2, _("réexamen"))])
    admissible = models.BooleanField(_("recevable"))
    reason = models.TextField(_("motif"), blank=True)
    article = models.CharField(_("article du règlement"), max_length=120, blank=True)
    at = models.DateTimeField(_("le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("décision de recevabilité")
        verbose_name_plural = _("décisions de recevabilité")
        ordering = ["proposal", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "proposal", "round"],
                name="decision_once_per_round",
                violation_error_message=_("La commission a déjà décidé."),
            ),
            models.CheckConstraint(
                name="decision_round_is_first_or_review",
                condition=Q(round__in=[1, 2]),
                violation_error_message=_("Une idée est examinée une fois, et réexaminée au plus une fois."),
            ),
            models.CheckConstraint(
                name="decision_no_is_explained",
                condition=Q(admissible=True) | (~Q(reason="") & ~Q(article="")),
                violation_error_message=_("Un refus donne son motif et l’article du règlement."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Recevable") if self.admissible else _("Non recevable"))


class ReviewRequest(Record):
    """The holder asks the commission, once, to look again."""

    proposal = models.OneToOneField("participation.Proposal", models.CASCADE, related_name="review_request")
    participant = models.ForeignKey("territories.Participant", models.PROTECT, related_name="+")
    argument = models.TextField(_("pourquoi réexaminer"))
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("demande de réexamen")
        verbose_name_plural = _("demandes de réexamen")

    def __str__(self) -> str:
        return str(self.proposal)


class Opinion(models.TextChoices):
    FAVOURABLE = "favourable", _("favorable")
    RESERVED = "reserved", _("favorable sous réserve")
    UNFAVOURABLE = "unfavourable", _("défavorable")


class Vat(models.IntegerChoices):
    """Rates of VAT, in tenths of a percent."""

    NONE = 0, _("sans TVA")
    SUPER_REDUCED = 21, _("2,1 %")
    REDUCED = 55, _("5,5 %")
    INTERMEDIATE = 100, _("10 %")
    NORMAL = 200, _("20 %")


class Study(Record):
    """The instructor's sheet: what the idea would cost to build and to run, where, when, and what the services say."""

    proposal = models.OneToOneField("participation.Proposal", models.CASCADE, related_name="study")
    cost_cents = models.BigIntegerField(_("coût TTC, en centimes"), null=True, blank=True)
    vat = models.PositiveSmallIntegerField(_("TVA"), choices=Vat, default=Vat.NORMAL)
    yearly_cents = models.BigIntegerField(_("fonctionnement par an, en centimes"), null=True, blank=True)
    land = models.CharField(_("foncier"), max_length=240, blank=True, help_text=_("Propriétaire, emprise, accord."))
    delay_months = models.PositiveSmallIntegerField(_("délai, en mois"), null=True, blank=True)
    opinion = models.CharField(_("avis"), max_length=12, choices=Opinion, blank=True)
    text = models.TextField(_("analyse"), blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_at = models.DateTimeField(_("modifiée le"))
    concluded_at = models.DateTimeField(_("conclue le"), null=True, blank=True)

    class Meta:
        verbose_name = _("fiche d’étude")
        verbose_name_plural = _("fiches d’étude")
        constraints = [
            models.CheckConstraint(
                name="study_costs_are_amounts",
                condition=(Q(cost_cents__isnull=True) | Q(cost_cents__gte=0))
                & (Q(yearly_cents__isnull=True) | Q(yearly_cents__gte=0)),
                violation_error_message=_("Un coût est un montant positif ou nul."),
            ),
            models.CheckConstraint(
                name="study_delay_is_reasonable",
                condition=Q(delay_months__isnull=True) | Q(delay_months__lte=240),
                violation_error_message=_("Un délai va de 0 à 240 mois."),
            ),
            models.CheckConstraint(
                name="study_concluded_is_complete",
                condition=Q(concluded_at__isnull=True) | ~Q(opinion=""),
                violation_error_message=_("Une étude conclue donne un avis."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal)

    @property
    def net_cents(self) -> int | None:
        """The cost without VAT, to the nearest cent."""
        if self.cost_cents is None:
            return None
        return (self.cost_cents * 2000 + 1000 + self.vat) // (2 * (1000 + self.vat))


class ScopeAnswer(models.TextChoices):
    ACCEPTED = "accepted", _("acceptée")
    DECLINED = "declined", _("refusée")


class ScopeChange(Record):
    """Another scope or cost that the services put to the holders; public, whatever the answer."""

    proposal = models.ForeignKey("participation.Proposal", models.CASCADE, related_name="scope_changes")
    title = models.CharField(_("titre"), max_length=120)
    text = models.TextField(_("description"), max_length=10_000)
    cost_cents = models.BigIntegerField(_("coût estimé, en centimes"), null=True, blank=True)
    reason = models.TextField(_("pourquoi ce changement"))
    at = models.DateTimeField(_("proposé le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(_("réponse"), max_length=8, choices=ScopeAnswer, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey("territories.Participant", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("changement de périmètre")
        verbose_name_plural = _("changements de périmètre")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "proposal"],
                condition=Q(answered_at__isnull=True),
                name="scope_change_one_at_a_time",
                violation_error_message=_("Un changement attend déjà la réponse du porteur."),
            ),
            models.CheckConstraint(
                name="scope_change_answer_is_dated",
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                violation_error_message=_("Une réponse a une date."),
            ),
            models.CheckConstraint(
                name="scope_change_cost_is_positive",
                condition=Q(cost_cents__isnull=True) | Q(cost_cents__gt=0),
                violation_error_message=_("Le coût est un montant positif."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
