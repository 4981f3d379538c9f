"""A question put to a territory: what it is, who may take part, with how much money."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IRegex
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations.querysets import ConsultationQuerySet
from participation.consultations.rules import State, Welcome, Window, state_of, window
from participation.consultations.rules.eligibility import Conditions
from territories.accounts.models import Link


class ConsultationKind(models.TextChoices):
    BUDGET = "budget", _("budget participatif")
    VOTE = "vote", _("votation")
    HEARING = "hearing", _("concertation")


#: Words of electoral law: what happens here is an opinion that the council then adopts or not.
#: Between two words stands a space of any width, or what stands for it in an address.
BETWEEN_WORDS = "[\\s\u00a0\u2009\u202f_-]+"
WORDS_OF_ELECTORAL_LAW = (
    r"(^|[^a-zàâéèêëîïôùûç])([eéÉ]lections?|r[eéÉ]f[eéÉ]rendums?|"
    rf"consultations?{BETWEEN_WORDS}(des{BETWEEN_WORDS}|d['’])[eéÉ]lect(eur|rice)s?)"
    r"($|[^a-zàâéèêëîïôùûç])"
)


def leaves_law_its_words(*fields: str) -> Q:
    """The condition that no field holds a word of electoral law, however its accents are written."""
    composed = [models.Func(F(field), function="NORMALIZE", output_field=models.TextField()) for field in fields]
    return ~Q(*(IRegex(text, WORDS_OF_ELECTORAL_LAW) for text in composed), _connector=Q.OR)


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
    deciding_body = models.CharField(
        _("qui décide ensuite"),
        max_length=120,
        blank=True,
        help_text=_("L’assemblée qui délibère sur le résultat : « le conseil municipal »."),
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
    rules_sealed_at = models.DateTimeField(_("règles scellées le"), null=True, blank=True, editable=False)
    frozen_at = models.DateTimeField(_("suspendue le"), null=True, blank=True)
    frozen_reason = models.TextField(_("motif de la suspension"), blank=True)
    frozen_authority = models.CharField(_("décidée par"), max_length=160, blank=True)
    frozen_decided_on = models.DateField(_("date de la décision"), null=True, blank=True)
    frozen_url = models.URLField(_("lien vers la décision"), blank=True)
    archived_facts = models.JSONField(
        _("faits d’archive"),
        default=dict,
        blank=True,
        help_text=_("Chiffres connus d’une démarche passée ailleurs."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

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
                violation_error_code="envelope",
                violation_error_message=_("L’enveloppe est un montant positif."),
            ),
            models.CheckConstraint(
                name="consultation_cap_within_envelope",
                condition=Q(project_cap_cents__isnull=True)
                | Q(envelope_cents__isnull=False, project_cap_cents__gt=0, project_cap_cents__lte=F("envelope_cents")),
                violation_error_code="cap",
                violation_error_message=_("Le plafond par projet est positif et tient dans l’enveloppe."),
            ),
            models.CheckConstraint(
                name="consultation_title_leaves_law_its_words",
                condition=leaves_law_its_words("title"),
                violation_error_code="words_of_law",
                violation_error_message=_(
                    "« Élection », « référendum » et « consultation des électeurs » sont autre chose en droit. "
                    "Écrivez votation, budget participatif ou concertation."
                ),
            ),
            models.CheckConstraint(
                name="consultation_frozen_by_a_decision",
                condition=Q(frozen_at__isnull=True, frozen_reason="", frozen_authority="", frozen_decided_on=None)
                | (
                    Q(frozen_at__isnull=False, frozen_decided_on__isnull=False)
                    & ~Q(frozen_reason="")
                    & ~Q(frozen_authority="")
                ),
                violation_error_message=_("Une suspension a une date, une autorité et un motif."),
            ),
            models.CheckConstraint(
                name="consultation_sealed_once_published",
                condition=Q(rules_sealed_at__isnull=True) | Q(published_at__isnull=False),
                violation_error_message=_("Seules les règles d’une consultation publiée se scellent."),
            ),
            models.UniqueConstraint(
                fields=["series", "edition"],
                name="consultation_edition_once_in_its_series",
                condition=~Q(series=""),
                violation_error_code="edition",
                violation_error_message=_("Cette série a déjà une édition de ce numéro."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page; before publication only its managers see it."""
        return reverse("participation:consultation", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its dates are written and read."""
        return ZoneInfo(self.time_zone)

    @property
    def conditions(self) -> Conditions:
        """Who may take part, as plain values for the rule."""
        return Conditions(frozenset(self.accepted_links), self.minimum_age, self.declaration.strip())

    def state(self, at: datetime) -> State:
        """Its one state at a moment; prefetch ``phases`` in lists."""
        return state_of(
            self.phases.all(), published=self.published_at is not None, frozen=self.frozen_at is not None, at=at
        )

    def window(self, what: Welcome, at: datetime) -> Window:
        """When this contribution is, will be or was welcome; prefetch ``phases`` in lists."""
        return window(what, self.phases.all(), at)

    def welcomes(self, what: Welcome, at: datetime) -> bool:
        """Tell whether this contribution is welcome at that moment."""
        return self.published_at is not None and self.frozen_at is None and self.window(what, at).open
