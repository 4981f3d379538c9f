"""Paper: the urns, what was read out of them by two people, and the people found on both rolls."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import slug
from participation.ballots.models.numbers import points_beside_choices, points_column
from participation.ballots.models.polls import Poll
from participation.ballots.models.vocabulary import BallotMark, Duplicates
from participation.consultations.models import Consultation


class Urn(models.Model):
    """A place where people vote on paper and hand in one sheet after the close."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="urns")
    name = models.CharField(_("lieu de vote"), max_length=120)
    slug = models.SlugField(max_length=80, editable=False)
    address = models.CharField(_("adresse et horaires"), max_length=240, blank=True)
    settled_entry = models.OneToOneField(
        "participation.SheetEntry", models.PROTECT, null=True, blank=True, related_name="settles", editable=False
    )
    settled_at = models.DateTimeField(_("arrêtée le"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("urne")
        verbose_name_plural = _("urnes")
        ordering = ["poll", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "name"],
                name="urn_name_once",
                violation_error_message=_("Cette urne existe déjà."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll", "slug"],
                name="urn_address_once",
                violation_error_message=_("Une urne porte déjà presque ce nom."),
            ),
            models.CheckConstraint(
                name="urn_settled_by_an_entry",
                condition=Q(settled_entry__isnull=True, settled_at__isnull=True)
                | Q(settled_entry__isnull=False, settled_at__isnull=False),
                violation_error_message=_("Une feuille arrêtée a une date et une saisie."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.slug = slug(self.name)
        super().save(*args, **kwargs)


class SheetEntry(models.Model):
    """What one person typed from the sheet of an urn; two different people do, a third settles a difference."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+")
    urn = models.ForeignKey(Urn, models.PROTECT, related_name="entries")
    rank = models.PositiveSmallIntegerField(_("saisie"))
    voters = models.PositiveIntegerField(_("votants"))
    blank = models.PositiveIntegerField(_("blancs"))
    void = models.PositiveIntegerField(_("nuls"))
    votes = models.JSONField(_("voix par projet"))
    entered_at = models.DateTimeField(_("saisie le"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisie par")
    )

    class Meta:
        verbose_name = _("saisie d’une feuille")
        verbose_name_plural = _("saisies des feuilles")
        ordering = ["urn", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "urn", "rank"],
                name="sheet_entry_rank_once",
                violation_error_message=_("Cette saisie existe déjà."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll", "urn", "entered_by"],
                name="sheet_entered_by_different_people",
                violation_error_message=_("Une feuille est saisie par des personnes différentes."),
            ),
            models.CheckConstraint(
                name="sheet_entry_is_first_second_or_third",
                condition=Q(rank__gte=1, rank__lte=3),
                violation_error_message=_("Une feuille a trois saisies au plus."),
            ),
            models.CheckConstraint(
                name="sheet_entry_blank_and_void_are_voters",
                condition=Q(voters__gte=F("blank") + F("void")),
                violation_error_message=_("Blancs et nuls font partie des votants."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urn} · {self.rank}"


class PaperBallot(models.Model):
    """One paper ballot as one person read it, where ballots are typed one by one."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+")
    entry = models.ForeignKey(SheetEntry, models.CASCADE, related_name="ballots")
    no = models.PositiveIntegerField(_("numéro du bulletin"))
    mark = models.CharField(_("lecture"), max_length=5, choices=BallotMark)
    choices = ArrayField(models.PositiveSmallIntegerField(), default=list)
    points = points_column()

    class Meta:
        verbose_name = _("bulletin papier")
        verbose_name_plural = _("bulletins papier")
        ordering = ["entry", "no"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "entry", "no"],
                name="paper_ballot_number_once",
                violation_error_message=_("Ce bulletin est déjà saisi."),
            ),
            models.CheckConstraint(
                name="paper_ballot_valid_has_choices",
                condition=(Q(mark="valid") & ~Q(choices=[])) | (~Q(mark="valid") & Q(choices=[])),
                violation_error_message=_("Un bulletin valable a des choix, les autres n’en ont pas."),
            ),
            points_beside_choices("paper_ballot_points_beside_choices"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · {self.no}"


class Duplicate(models.Model):
    """A person found on both rolls: one vote is kept, as the règlement says which, and this line says so."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="duplicate_people")
    elector = models.OneToOneField("participation.Elector", models.PROTECT, related_name="+")
    urn = models.ForeignKey(Urn, models.PROTECT, related_name="duplicate_people")
    found_at = models.DateTimeField(_("constaté le"))
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept = models.CharField(_("vote conservé"), max_length=5, choices=Duplicates, blank=True)
    settled_at = models.DateTimeField(_("réglé le"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("personne sur les deux listes")
        verbose_name_plural = _("personnes sur les deux listes")
        constraints = [
            models.CheckConstraint(
                name="duplicate_settled_whole",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, kept="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(kept="")),
                violation_error_message=_("Un doublon réglé a une date, une personne et le vote conservé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.elector_id}"
