"""Projects, those who carry them, their steps and their news."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class ProjectStatus(models.TextChoices):
    IDEA = "idea", _("en émergence")
    STUDY = "study", _("à l’étude")
    SELECTED = "selected", _("retenu")
    UNDER_WAY = "under_way", _("en cours")
    LATE = "late", _("en retard")
    DONE = "done", _("réalisé")
    ABANDONED = "abandoned", _("abandonné")


class Origin(models.TextChoices):
    VOTE = "vote", _("vote des habitants")
    TOWN = "town", _("ajouté par la collectivité, hors vote")
    INITIATIVE = "initiative", _("initiative d’acteurs du territoire")


class ProjectQuerySet(PublishedQuerySet):
    """Questions about projects."""

    edited_with = "projects.edit"

    def voted(self):
        """What residents chose by a vote, as opposed to what the town or others started."""
        return self.filter(origin=Origin.VOTE)


class Project(Published):
    """Something that is being made together."""

    title = models.CharField(_("titre"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    summary = models.CharField(_("résumé"), max_length=300, blank=True)
    text = models.TextField(_("description"), blank=True)
    status = models.CharField(_("état"), max_length=9, choices=ProjectStatus, default=ProjectStatus.IDEA)
    status_reason = models.CharField(_("motif"), max_length=300, blank=True)
    origin = models.CharField(_("d’où il vient"), max_length=10, choices=Origin, default=Origin.INITIATIVE)
    origin_label = models.CharField(_("consultation d’origine"), max_length=160, blank=True)
    origin_url = models.CharField(max_length=240, blank=True)
    themes = models.ManyToManyField("territories.Theme", blank=True, related_name="projects", verbose_name=_("thèmes"))
    holder = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_held",
        verbose_name=_("porteur"),
    )
    partners = models.ManyToManyField(
        "territories.Organisation",
        through="Partnership",
        blank=True,
        related_name="projects",
        verbose_name=_("partenaires"),
    )
    alliance = models.ForeignKey(
        "territories.Alliance",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("alliance"),
    )
    place = models.ForeignKey(
        "territories.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("tiers-lieu"),
    )
    voted_cents = models.BigIntegerField(_("montant voté, en centimes"), null=True, blank=True)
    spent_cents = models.BigIntegerField(_("dépensé, en centimes"), default=0)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    starts = models.CharField(_("début"), max_length=10, blank=True, help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ."))
    ends = models.CharField(_("fin"), max_length=10, blank=True, help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ."))

    objects = ProjectQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("projet")
        verbose_name_plural = _("projets")
        ordering = ["sort_key", "pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="project_voted_amount_is_positive",
                condition=Q(voted_cents__isnull=True) | Q(voted_cents__gt=0),
                violation_error_message=_("Le montant voté est positif."),
            ),
            models.CheckConstraint(
                name="project_spent_is_not_negative",
                condition=Q(spent_cents__gte=0),
                violation_error_message=_("La dépense n’est pas négative."),
            ),
            models.CheckConstraint(
                name="project_late_or_abandoned_says_why",
                condition=~Q(status__in=["late", "abandoned"]) | ~Q(status_reason=""),
                violation_error_message=_("Un retard ou un abandon se motive."),
            ),
            models.CheckConstraint(
                name="project_dates_are_dates",
                condition=Q(starts__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
                & Q(ends__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"),
                violation_error_message=_("Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("projects:project", args=[self.slug])

    @property
    def lead(self) -> str:
        """The summary above the text, unless it is only how the text begins: nobody reads a sentence twice."""
        beginning = self.summary.removesuffix("…").strip()
        return "" if beginning and self.text.strip().startswith(beginning) else self.summary


class Partnership(models.Model):
    """An organisation's part in a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        "territories.Organisation", models.CASCADE, related_name="partnerships", verbose_name=_("organisation")
    )
    part = models.CharField(_("rôle"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("partenariat")
        verbose_name_plural = _("partenariats")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                name="partnership_once",
                violation_error_message=_("Cette organisation est déjà partenaire."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Milestone(models.Model):
    """A step that residents can expect, and when it was reached."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(_("étape"), max_length=160)
    due_on = models.DateField(_("prévue le"), null=True, blank=True)
    reached_on = models.DateField(_("franchie le"), null=True, blank=True)

    class Meta:
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class News(models.Model):
    """What the team tells of a project, dated and public."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="news")
    on = models.DateField(_("le"))
    title = models.CharField(_("titre"), max_length=160)
    text = models.TextField(_("texte"), blank=True)
    photo = models.ForeignKey(
        "territories.Attachment", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )

    class Meta:
        verbose_name = _("nouvelle")
        verbose_name_plural = _("nouvelles")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Follow(models.Model):
    """A resident wants to know what becomes of a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="follows")
    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="follows")
    at = models.DateTimeField(_("depuis le"))

    class Meta:
        verbose_name = _("suivi")
        verbose_name_plural = _("suivis")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "participant"],
                name="follow_once",
                violation_error_message=_("Vous suivez déjà ce projet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.project_id)
