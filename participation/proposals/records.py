"""What accumulates around an idea: its versions, holders, supports, and each dated change of its state."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.proposals.states import Body, Status


class Wording(models.Model):
    """What an idea says; shared by the idea as it stands and by each of its versions."""

    title = models.CharField(_("titre"), max_length=120)
    text = models.TextField(_("description"), max_length=10_000)
    theme = models.ForeignKey(
        "territories.Theme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("thème"),
    )
    area = models.ForeignKey(
        "territories.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("commune ou quartier"),
    )
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    cost_cents = models.BigIntegerField(_("coût estimé, en centimes"), null=True, blank=True)

    #: The columns that a version copies.
    WORDS = ("title", "text", "theme_id", "area_id", "place", "latitude", "longitude", "cost_cents")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_cost_is_positive",
                condition=Q(cost_cents__isnull=True) | Q(cost_cents__gt=0),
                violation_error_message=_("Le coût est un montant positif."),
            ),
            models.CheckConstraint(
                name="%(class)s_point_is_whole",
                # Half a point compares to NULL, which a CHECK lets through: both halves are asked for by name.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("Un point a une latitude et une longitude."),
            ),
        ]

    def words(self) -> dict:
        """Return what the idea says, column by column."""
        return {column: getattr(self, column) for column in self.WORDS}


class Numbering(models.Model):
    """The last number given in a consultation: its row is the queue in which filings wait for each other."""

    consultation = models.OneToOneField("participation.Consultation", models.CASCADE, primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("numérotation des idées")
        verbose_name_plural = _("numérotations des idées")

    def __str__(self) -> str:
        return str(self.last)


class Record(models.Model):
    """A line about one idea; it carries its consultation, as every row of participation does."""

    consultation = models.ForeignKey("participation.Consultation", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class VersionKind(models.TextChoices):
    FILED = "filed", _("déposée")
    EDITED = "edited", _("modifiée par son auteur")
    SCOPE = "scope", _("périmètre modifié avec l’accord du porteur")
    COSTED = "costed", _("chiffrée par les services")


class Version(Record, Wording):
    """The words of an idea at one moment; every version stays public."""

    proposal = models.ForeignKey("participation.Proposal", models.CASCADE, related_name="versions")
    no = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("nature"), max_length=6, choices=VersionKind)
    reason = models.TextField(_("ce qui change"), blank=True)
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["proposal", "-no"]
        constraints = [
            *Wording.Meta.constraints,
            models.UniqueConstraint(
                fields=["consultation", "proposal", "no"],
                name="version_no_once",
                violation_error_message=_("Cette version existe déjà."),
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.no}"


class Holder(Record):
    """A person who carries an idea: its author, and the authors of those merged into it."""

    proposal = models.ForeignKey("participation.Proposal", models.CASCADE, related_name="holders")
    participant = models.ForeignKey("territories.Participant", models.PROTECT, related_name="held_ideas")
    came_from = models.ForeignKey(
        "participation.Proposal", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("venu de")
    )
    at = models.DateTimeField(_("depuis le"))

    class Meta:
        verbose_name = _("porteur")
        verbose_name_plural = _("porteurs")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "proposal", "participant"],
                name="holder_once_per_idea",
                violation_error_message=_("Cette personne porte déjà cette idée."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class Support(Record):
    """One person's support of one idea."""

    proposal = models.ForeignKey("participation.Proposal", models.CASCADE, related_name="supports")
    participant = models.ForeignKey("territories.Participant", models.PROTECT, related_name="supports")
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("soutien")
        verbose_name_plural = _("soutiens")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "proposal", "participant"],
                name="support_once_per_person",
                violation_error_message=_("Vous soutenez déjà cette idée."),
            ),
        ]
        indexes = [models.Index(fields=["consultation", "participant"], name="support_of_a_person")]

    def __str__(self) -> str:
        return f"{self.participant_id} → {self.proposal_id}"


class SupportTotal(Record):
    """How many support an idea; kept by the database with each support, so that a long list sorts by it at once."""

    proposal = models.OneToOneField(
        "participation.Proposal", models.CASCADE, primary_key=True, related_name="support_tally"
    )
    number = models.PositiveIntegerField(_("soutiens"), default=0)

    class Meta:
        verbose_name = _("nombre de soutiens")
        verbose_name_plural = _("nombres de soutiens")
        indexes = [models.Index(fields=["consultation", "-number", "-proposal"], name="supported_most")]

    def __str__(self) -> str:
        return str(self.number)


class StatusChange(Record):
    """One change of state, public with its date, its reason, and the body that decided."""

    proposal = models.ForeignKey("participation.Proposal", models.CASCADE, related_name="changes")
    before = models.CharField(_("avant"), max_length=13, choices=Status)
    after = models.CharField(_("après"), max_length=13, choices=Status)
    body = models.CharField(_("décidé par"), max_length=10, choices=Body)
    reason = models.TextField(_("motif"), blank=True)
    article = models.CharField(_("article du règlement"), max_length=120, blank=True)
    at = models.DateTimeField(_("le"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("par")
    )

    class Meta:
        verbose_name = _("changement d’état")
        verbose_name_plural = _("changements d’état")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="status_change_changes",
                condition=~Q(before=F("after")),
                violation_error_message=_("Un changement d’état mène à un autre état."),
            ),
            models.CheckConstraint(
                name="status_change_explains_a_no",
                condition=~Q(after__in=["inadmissible", "unfeasible", "merged", "withdrawn", "abandoned"])
                | ~Q(reason=""),
                violation_error_message=_("Ce changement doit être motivé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"
