"""What was counted and what it decided: written once, refused to change by triggers."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.numbers import points_beside_choices, points_column
from participation.ballots.models.polls import Poll
from participation.ballots.models.vocabulary import Channel
from participation.consultations.models import Consultation


class Counted(models.Model):
    """One counted ballot, in canonical order: sorted by content, so that nothing of the order of voting remains."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_constraint=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="counted", db_constraint=False)
    no = models.PositiveIntegerField(_("numéro"))
    choices = ArrayField(models.PositiveSmallIntegerField())
    points = points_column()
    nonce = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text=_("Récépissés suivis seulement.")
    )

    class Meta:
        verbose_name = _("bulletin dépouillé")
        verbose_name_plural = _("bulletins dépouillés")
        ordering = ["poll", "no"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "no"],
                name="counted_number_once",
                violation_error_message=_("Ce bulletin est déjà dépouillé."),
            ),
            points_beside_choices("counted_points_beside_choices"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.no}"


class ChannelCount(models.Model):
    """Voters, blank, void and votes per project of one channel, fixed by the count."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="channel_counts")
    channel = models.CharField(_("voie"), max_length=5, choices=Channel)
    voters = models.PositiveIntegerField(_("votants"), null=True, blank=True)
    blank = models.PositiveIntegerField(_("blancs"), default=0)
    void = models.PositiveIntegerField(_("nuls"), default=0)
    votes = models.JSONField(_("voix par projet"))
    points = models.JSONField(_("points par projet"), null=True, blank=True)

    class Meta:
        verbose_name = _("décompte d’une voie")
        verbose_name_plural = _("décomptes par voie")
        ordering = ["poll", "-channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "channel"],
                name="channel_counted_once",
                violation_error_message=_("Cette voie est déjà décomptée."),
            ),
            models.CheckConstraint(
                name="channel_blank_and_void_are_voters",
                condition=Q(voters__isnull=True) | Q(voters__gte=F("blank") + F("void")),
                violation_error_message=_("Blancs et nuls font partie des votants."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.channel}"


class Tally(models.Model):
    """What a rule makes of the counted ballots: the same bytes whoever runs it again."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="tallies")
    rule = models.CharField(max_length=64, help_text=_("Empreinte de la règle appliquée."))
    input_sha256 = models.CharField(max_length=64)
    result_json = models.TextField()
    result_sha256 = models.CharField(max_length=64)
    official = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("résultat calculé")
        verbose_name_plural = _("résultats calculés")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "rule", "input_sha256"],
                name="tally_once_per_rule_and_input",
                violation_error_message=_("Ce résultat est déjà calculé."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll"],
                condition=Q(official=True),
                name="tally_one_official_result",
                violation_error_message=_("Un scrutin a un seul résultat officiel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.result_sha256[:8]}…"


class CouncilDecision(models.Model):
    """The deliberation that adopts the result, or part of it: who decides is the council, not the platform."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.OneToOneField(Poll, models.PROTECT, related_name="decision")
    number = models.CharField(_("numéro de la délibération"), max_length=40)
    decided_on = models.DateField(_("date de la délibération"))
    file = models.ForeignKey(
        "territories.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("délibération (PDF)"),
    )
    adopted = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name=_("projets adoptés"))
    reason = models.TextField(_("ce que le conseil n’a pas suivi, et pourquoi"), blank=True)
    recorded_at = models.DateTimeField(_("enregistrée le"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("décision du conseil")
        verbose_name_plural = _("décisions du conseil")

    def __str__(self) -> str:
        return f"{self.number} · {self.decided_on:%d/%m/%Y}"
