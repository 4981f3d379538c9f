"""Events with their sessions, what was said in them, and who comes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from territories.instance.published import Published, PublishedQuerySet


class EventQuerySet(PublishedQuerySet):
    """Questions about events."""

    edited_with = "events.edit"

    def coming(self, at):
        """Events that are not over at that moment."""
        return self.filter(ends_at__gt=at)


class EventKind(models.TextChoices):
    SEMINAR = "seminar", _("séminaire")
    WORKSHOP = "workshop", _("atelier")
    MEETING = "meeting", _("rencontre")
    PUBLIC_MEETING = "public_meeting", _("réunion publique")
    FORUM = "forum", _("forum")
    FESTIVAL = "festival", _("festival")
    CONFERENCE = "conference", _("colloque")
    VISIT = "visit", _("visite")
    DEFENCE = "defence", _("soutenance")


class Precision(models.TextChoices):
    """How exactly a date of the past is known; what is coming is known to the hour."""

    HOUR = "hour", _("à l’heure près")
    DAY = "day", _("au jour près")
    MONTH = "month", _("au mois près")
    YEAR = "year", _("à l’année près")
    UNKNOWN = "unknown", _("date inconnue")


class Event(Published):
    """A moment when people meet. Seats are counted in the row itself, so that none is given twice."""

    title = models.CharField(_("titre"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    kind = models.CharField(_("nature"), max_length=14, choices=EventKind)
    edition = models.PositiveSmallIntegerField(_("édition"), null=True, blank=True)
    summary = models.TextField(_("résumé"), blank=True)
    question = models.CharField(_("question posée"), max_length=240, blank=True)
    starts_at = models.DateTimeField(_("commence le"))
    ends_at = models.DateTimeField(_("finit le"))
    precision = models.CharField(_("date connue"), max_length=7, choices=Precision, default=Precision.HOUR)
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    venue = models.CharField(_("lieu"), max_length=160, blank=True)
    address = models.CharField(_("adresse postale"), max_length=200, blank=True)
    access = models.CharField(_("accès"), max_length=240, blank=True, help_text=_("Accessibilité, transports, salle."))
    place = models.ForeignKey(
        "territories.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("tiers-lieu"),
    )
    themes = models.ManyToManyField("territories.Theme", blank=True, related_name="events", verbose_name=_("thèmes"))
    organisers = models.ManyToManyField(
        "territories.Organisation", blank=True, related_name="events_organised", verbose_name=_("organisateurs")
    )
    partners = models.ManyToManyField(
        "territories.Organisation", blank=True, related_name="events_partnered", verbose_name=_("partenaires")
    )
    takes_registrations = models.BooleanField(_("sur inscription"), default=False)
    seats = models.PositiveIntegerField(_("places"), null=True, blank=True)
    seats_taken = models.PositiveIntegerField(_("places prises"), default=0, editable=False)
    attendance = models.PositiveIntegerField(_("personnes venues"), null=True, blank=True)
    attendance_note = models.CharField(_("précision sur ce nombre"), max_length=80, blank=True)
    speakers_count = models.PositiveSmallIntegerField(_("intervenants"), null=True, blank=True)
    structures_count = models.PositiveSmallIntegerField(_("organismes présents"), null=True, blank=True)
    attendees = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        verbose_name=_("présents"),
        help_text=_("Organismes ou fonctions, comme le compte rendu les nomme."),
    )
    discussion = models.TextField(_("discussion"), blank=True)
    minutes = models.TextField(_("compte rendu"), blank=True)
    minutes_published_at = models.DateTimeField(_("compte rendu publié le"), null=True, blank=True)
    references = models.ManyToManyField(
        "seminars.Publication", blank=True, related_name="events", verbose_name=_("références")
    )

    objects = EventQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("rencontre")
        verbose_name_plural = _("rencontres")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Une rencontre finit après avoir commencé."),
            ),
            models.CheckConstraint(
                name="event_never_overbooked",
                condition=Q(seats__isnull=True) | Q(seats_taken__lte=F("seats")),
                violation_error_message=_("Il n’y a pas moins de places que d’inscrits."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("seminars:event", args=[self.slug])


class Session(models.Model):
    """A line of the programme."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("commence le"), null=True, blank=True)
    ends_at = models.DateTimeField(_("finit le"), null=True, blank=True)
    title = models.CharField(_("intitulé"), max_length=200)
    room = models.CharField(_("salle"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("programme")
        ordering = [F("starts_at").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Une séance finit après avoir commencé."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Intervention(models.Model):
    """What somebody says, or will say, at an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="interventions")
    person = models.ForeignKey(
        "territories.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("intervenant"),
    )
    organisation = models.ForeignKey(
        "territories.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("organisation"),
    )
    topic = models.CharField(_("sujet"), max_length=200, blank=True)
    summary = models.TextField(_("résumé"), blank=True)
    rank = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return self.topic or str(self.person or self.organisation or "")


class Registration(models.Model):
    """One person's seat at an event, or place in the waiting list."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    participant = models.ForeignKey("territories.Participant", models.CASCADE, related_name="registrations")
    at = models.DateTimeField(_("inscrit le"))
    waiting = models.BooleanField(_("en liste d’attente"), default=False)
    needs = models.CharField(
        _("besoins d’accessibilité"), max_length=240, blank=True, help_text=_("Lus par l’organisateur seul.")
    )

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "participant"],
                name="registration_once",
                violation_error_message=_("Cette personne est déjà inscrite."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event_id)
