"""A consultation, its phases and its rulebooks."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from participation.consultations.rules import Welcome, kinds_welcoming
from territories.accounts.models import Link
from territories.accounts.permissions import areas_of


class ConsultationKind(models.TextChoices):
    BUDGET = "budget", _("budget participatif")
    VOTE = "vote", _("votation")
    HEARING = "hearing", _("concertation")


class ConsultationQuerySet(models.QuerySet):
    """Questions a resident may ask about consultations, in their words."""

    def published(self):
        return self.filter(published_at__isnull=False)

    def welcoming(self, what: Welcome, *, at):
        """Published consultations with a phase running at that moment that welcomes this contribution."""
        phases = Phase.objects.running(at).filter(kind__in=kinds_welcoming(what), consultation=OuterRef("pk"))
        return self.published().filter(Exists(phases), frozen_at__isnull=True)

    def visible_to(self, person):
        """All that is published, and the drafts of the areas where this account sees drafts. The only door."""
        if not person.is_authenticated:
            return self.published()
        if person.is_superuser:
            return self.all()
        return self.filter(
            Q(published_at__isnull=False) | Q(area__in=areas_of(person, "consultations.see").values("pk"))
        )


class Consultation(models.Model):
    """A question put to a territory, in phases: a participatory budget, a vote, a hearing."""

    kind = models.CharField(_("nature"), max_length=8, choices=ConsultationKind, default=ConsultationKind.BUDGET)
    title = models.CharField(_("titre"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    edition = models.PositiveSmallIntegerField(_("édition"), default=1)
    series = models.SlugField(
        _("série"), max_length=80, blank=True, help_text=_("Commune aux éditions d’un même budget.")
    )
    summary = models.CharField(_("résumé"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    area = models.ForeignKey(
        "territories.Area", models.PROTECT, related_name="consultations", verbose_name=_("territoire")
    )
    organiser = models.ForeignKey(
        "territories.Organisation",
        models.PROTECT,
        related_name="consultations",
        verbose_name=_("organisateur"),
        help_text=_("La collectivité juridiquement responsable."),
    )
    themes = models.ManyToManyField("territories.Theme", blank=True, verbose_name=_("thèmes"))
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    envelope_cents = models.BigIntegerField(_("enveloppe, en centimes"), null=True, blank=True)
    project_cap_cents = models.BigIntegerField(_("plafond par projet, en centimes"), null=True, blank=True)
    accepted_links = ArrayField(
        models.CharField(max_length=8, choices=Link),
        default=list,
        blank=True,
        verbose_name=_("qui peut participer"),
        help_text=_("Liens acceptés avec le territoire ; aucun coché : tout le monde."),
    )
    minimum_age = models.PositiveSmallIntegerField(_("âge minimum"), default=0)
    declaration = models.TextField(
        _("déclaration sur l’honneur"), blank=True, help_text=_("Le texte que chaque personne accepte.")
    )
    ideas_per_person = models.PositiveSmallIntegerField(_("idées par personne"), null=True, blank=True)
    supports_per_person = models.PositiveSmallIntegerField(_("soutiens par personne"), null=True, blank=True)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publiée par"),
    )
    frozen_at = models.DateTimeField(_("suspendue le"), null=True, blank=True)
    frozen_reason = models.TextField(_("motif de la suspension"), blank=True)
    archived_facts = models.JSONField(
        _("faits d’archive"),
        default=dict,
        blank=True,
        help_text=_("Chiffres connus d’une démarche passée ailleurs."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consultation_published_by_someone",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                violation_error_message=_("Une publication a une date et une personne."),
            ),
            models.CheckConstraint(
                name="consultation_envelope_is_positive",
                condition=Q(envelope_cents__isnull=True) | Q(envelope_cents__gt=0),
                violation_error_message=_("L’enveloppe est un montant positif."),
            ),
            models.CheckConstraint(
                name="consultation_cap_within_envelope",
                condition=Q(project_cap_cents__isnull=True)
                | Q(project_cap_cents__gt=0, project_cap_cents__lte=F("envelope_cents")),
                violation_error_message=_("Le plafond par projet est positif et tient dans l’enveloppe."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PhaseKind(models.TextChoices):
    IDEAS = "ideas", _("appel à idées")
    ADMISSIBILITY = "admissibility", _("recevabilité")
    STUDY = "study", _("étude")
    CAMPAIGN = "campaign", _("campagne")
    VOTE = "vote", _("vote")
    COUNT = "count", _("dépouillement")
    RESULT = "result", _("résultat")
    DELIVERY = "delivery", _("réalisation")


class PhaseQuerySet(models.QuerySet):
    """Questions about the calendar."""

    def running(self, at):
        """Phases open at that moment: the opening counts, the closing does not."""
        return self.filter(opens_at__lte=at, closes_at__gt=at)


class Phase(models.Model):
    """A stretch of a consultation that welcomes one kind of contribution."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="phases")
    kind = models.CharField(_("nature"), max_length=13, choices=PhaseKind)
    opens_at = models.DateTimeField(_("ouvre le"))
    closes_at = models.DateTimeField(_("ferme le"), help_text=_("Exclu : à cette heure, c’est fermé."))
    text = models.TextField(_("ce qui s’y passe"), blank=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="phase_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Une phase se ferme après son ouverture."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "kind"],
                name="phase_once_per_kind",
                violation_error_message=_("Cette consultation a déjà une phase de cette nature."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.consultation}"


class Rulebook(models.Model):
    """A version of the règlement: the newest published one holds, the older stay readable."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="rulebooks")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("texte"))
    deliberation_number = models.CharField(_("numéro de la délibération"), max_length=40, blank=True)
    deliberated_on = models.DateField(_("date de la délibération"), null=True, blank=True)
    deliberation_file = models.ForeignKey(
        "territories.Attachment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("délibération"),
    )
    reason = models.CharField(_("ce qui change"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("règlement")
        verbose_name_plural = _("règlements")
        ordering = ["consultation", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "version"],
                name="rulebook_version_once",
                violation_error_message=_("Cette version du règlement existe déjà."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} · v{self.version}"
