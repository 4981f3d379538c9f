"""What is sealed: the projects on the ballot, what is said of ideas before, and the versions of the contract."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.polls import Poll
from participation.ballots.models.vocabulary import VersionKind
from participation.consultations.models import Consultation


def exclusive_group_column() -> models.CharField:
    """A word that projects share of which at most one can be made."""
    return models.CharField(
        _("exclusion"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Le même mot pour des projets dont un seul peut être réalisé, comme deux plans d’une même place."),
    )


def zone_column() -> models.CharField:
    """Where a project lies, for rules that look at each zone first."""
    return models.CharField(
        _("zone"), max_length=80, blank=True, default="", help_text=_("Si chaque zone passe d’abord : la sienne.")
    )


class Choice(models.Model):
    """A project on the ballot: its title and cost are copies made when the poll is sealed."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="choices")
    no = models.PositiveSmallIntegerField(_("numéro sur le bulletin"))
    code = models.CharField(max_length=40, help_text=_("Nom dans les fichiers et pour départager les égalités."))
    proposal = models.ForeignKey(
        "participation.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="choices",
        verbose_name=_("proposition"),
    )
    title = models.CharField(_("titre"), max_length=400)
    text = models.TextField(_("description"), blank=True)
    theme = models.ForeignKey("territories.Theme", models.SET_NULL, null=True, blank=True, related_name="+")
    cost_cents = models.BigIntegerField(
        _("coût, en centimes"), null=True, blank=True, help_text=_("Vide dans un vote sans argent.")
    )
    exclusive_group = exclusive_group_column()
    zone = zone_column()
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("motif du retrait"), blank=True)

    class Meta:
        verbose_name = _("projet soumis au vote")
        verbose_name_plural = _("projets soumis au vote")
        ordering = ["poll", "no"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "no"],
                name="choice_number_once",
                violation_error_message=_("Ce numéro est déjà sur le bulletin."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll", "code"],
                name="choice_code_once",
                violation_error_message=_("Ce code est déjà sur le bulletin."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll", "proposal"],
                name="choice_proposal_once",
                violation_error_message=_("Cette proposition est déjà sur le bulletin."),
            ),
            models.CheckConstraint(
                name="choice_cost_is_not_negative",
                condition=Q(cost_cents__gte=0),
                violation_error_message=_("Un coût n’est pas négatif."),
            ),
            models.CheckConstraint(
                name="choice_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message=_("Un retrait a une date et un motif."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.no}. {self.title}"


class IdeaOnBallot(models.Model):
    """What the organiser says of an idea before the seal puts it on the ballot; the seal copies it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ideas_said")
    proposal = models.ForeignKey(
        "participation.Proposal", models.CASCADE, related_name="+", verbose_name=_("idée réalisable")
    )
    exclusive_group = exclusive_group_column()
    zone = zone_column()

    class Meta:
        verbose_name = _("précision sur une idée")
        verbose_name_plural = _("précisions sur les idées")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "proposal"],
                name="idea_said_once",
                violation_error_message=_("Cette idée a déjà sa ligne."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal)


class PollVersion(models.Model):
    """A public version of the contract: the first is the seal, each later one says what changed and why."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("nature"), max_length=10, choices=VersionKind)
    reason = models.TextField(_("motif"), blank=True)
    rule_json = models.TextField(_("règle"))
    rule_sha256 = models.CharField(_("empreinte"), max_length=64)
    at = models.DateTimeField(_("le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))

    class Meta:
        verbose_name = _("version de la règle")
        verbose_name_plural = _("versions de la règle")
        ordering = ["poll", "no"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "no"],
                name="poll_version_once",
                violation_error_message=_("Cette version existe déjà."),
            ),
            models.CheckConstraint(
                name="poll_version_says_why",
                condition=Q(kind="sealed", no=1) | (Q(no__gt=1) & ~Q(reason="") & ~Q(kind="sealed")),
                violation_error_message=_("Une nouvelle version dit ce qui change et pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll} · v{self.no}"
