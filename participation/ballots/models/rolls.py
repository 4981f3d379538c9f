"""The rolls: who may be recognised, who voted by which channel, and until the count which ballot is theirs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.numbers import points_beside_choices, points_column
from participation.ballots.models.paper import Urn
from participation.ballots.models.polls import Poll
from participation.ballots.models.vocabulary import Channel
from participation.consultations.models import Consultation


class Elector(models.Model):
    """A person as a poll recognises them: a keyed hash, whose key lives outside the database.

    The hash outlives accounts: whoever closes theirs and opens another with the same address is the same elector.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_constraint=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="electors", db_constraint=False)
    key_hmac = models.CharField(max_length=64)
    participant = models.ForeignKey(
        "territories.Participant", models.PROTECT, null=True, blank=True, related_name="electors"
    )
    line_no = models.PositiveIntegerField(_("ligne de la liste"), null=True, blank=True)
    listed = models.BooleanField(
        default=False, db_default=False, help_text=_("Inscrit avant le scellé : liste importée, ou code imprimé.")
    )

    class Meta:
        verbose_name = _("électeur")
        verbose_name_plural = _("électeurs")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "key_hmac"],
                name="elector_once_per_key",
                violation_error_message=_("Cette personne est déjà sur la liste."),
            ),
            # Checked when the statement ends: of two clicks at once, the second meets the first on its key, not here.
            models.UniqueConstraint(
                fields=["consultation", "poll", "participant"],
                name="elector_once_per_participant",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("Cette personne est déjà sur la liste."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll", "line_no"],
                condition=Q(listed=True),
                name="elector_once_per_line",
                violation_error_message=_("Cette ligne est déjà sur la liste."),
            ),
            models.CheckConstraint(
                name="elector_listed_on_a_line",
                condition=Q(listed=False) | Q(line_no__isnull=False),
                violation_error_message=_("Une personne de la liste a un numéro de ligne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_hmac[:8]}…"


class Roll(models.Model):
    """One person has voted, by one channel. No time is kept: it would tell whose ballot came when."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_constraint=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="roll", db_constraint=False)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="+")
    channel = models.CharField(_("voie"), max_length=5, choices=Channel)
    urn = models.ForeignKey(Urn, models.PROTECT, null=True, blank=True, related_name="roll")

    class Meta:
        verbose_name = _("émargement")
        verbose_name_plural = _("liste d’émargement")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "elector"],
                name="roll_once_per_elector",
                violation_error_message=_("Cette personne a déjà voté."),
            ),
            models.CheckConstraint(
                name="roll_paper_has_an_urn",
                condition=Q(channel="web", urn__isnull=True) | Q(channel="paper", urn__isnull=False),
                violation_error_message=_("Un vote sur papier est émargé dans un bureau."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector_id} · {self.channel}"


class Envelope(models.Model):
    """The ballot of a person on the roll, until the count: the direct link, named honestly. Then it is destroyed."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_constraint=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+", db_constraint=False)
    roll = models.OneToOneField(Roll, models.PROTECT, related_name="envelope")
    choices = ArrayField(models.PositiveSmallIntegerField())
    points = points_column()
    nonce = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    casts = models.PositiveIntegerField(default=1, db_default=1, help_text=_("Combien de fois ce bulletin fut mis."))

    class Meta:
        verbose_name = _("enveloppe")
        verbose_name_plural = _("enveloppes")
        constraints = [points_beside_choices("envelope_points_beside_choices")]

    def __str__(self) -> str:
        return f"{self.commitment[:8]}…"


class Leaf(models.Model):
    """A line of the public log of commitments: one per ballot cast, replaced ones included.

    Its identifier is the commitment itself: a sequence would keep the order of voting.
    """

    commitment = models.CharField(max_length=64, primary_key=True)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_constraint=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="leaves", db_constraint=False)
    batch = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)
    kept = models.BooleanField(_("dans la liste finale"), null=True, blank=True)

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("journal des engagements")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "position"],
                name="leaf_position_once",
                violation_error_message=_("Cette place du journal est prise."),
            ),
            models.CheckConstraint(
                name="leaf_sequenced_whole",
                condition=Q(batch__isnull=True, position__isnull=True) | Q(batch__isnull=False, position__isnull=False),
                violation_error_message=_("Un engagement a un lot et une place, ou ni l’un ni l’autre."),
            ),
        ]
        indexes = [models.Index(fields=["poll"], name="leaf_waiting", condition=Q(position__isnull=True))]

    def __str__(self) -> str:
        return f"{self.commitment[:8]}…"


class Basket(models.Model):
    """This person has chosen and not confirmed: what they chose stays on their device, here is only that they did."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="baskets")
    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="baskets")
    at = models.DateTimeField(_("depuis le"))

    class Meta:
        verbose_name = _("choix à confirmer")
        verbose_name_plural = _("choix à confirmer")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "participant"],
                name="basket_once_per_participant",
                violation_error_message=_("Un choix attend déjà."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.participant_id}"
