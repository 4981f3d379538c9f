"""People: a participant takes part, an identity says who that is, a user signs in, a role allows."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from territories.instance.postgres import BareText


class Link(models.TextChoices):
    """What ties a person to an area."""

    LIVES = "lives", _("j’y habite")
    WORKS = "works", _("j’y travaille")
    STUDIES = "studies", _("j’y étudie")


class ParticipantQuerySet(models.QuerySet):
    """Questions about who takes part."""

    def present(self):
        """Those who have not had their data erased."""
        return self.filter(erased_at__isnull=True)

    def without_account(self):
        """People whom an agent entered and who have no account (yet)."""
        return self.present().filter(entered_by__isnull=False, user__isnull=True)


class Participant(models.Model):
    """Who takes part, with or without an account: a pseudonym that survives the erasure of the account.

    ``address_key`` is a keyed hash of the person's e-mail address (the key lives outside the database). It stays when
    everything else is erased: whoever comes back with the same address is the same participant, with the same vote.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address_key = models.CharField(max_length=64, null=True, blank=True, editable=False)
    home = models.ForeignKey(
        "territories.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ma commune"),
    )
    links = ArrayField(
        models.CharField(max_length=8, choices=Link),
        default=list,
        blank=True,
        verbose_name=_("mon lien avec elle"),
    )
    created_at = models.DateTimeField(_("depuis le"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saisi par"),
    )
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address_key"],
                name="participant_once_per_address",
                violation_error_message=_("Une personne est déjà connue avec cette adresse électronique."),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """The name that others see; select ``identity`` beforehand in lists."""
        identity = getattr(self, "identity", None)
        return identity.display_name if identity else str(_("Un habitant ou une habitante"))


#: The names of a person as an agent types them: accents and capitals aside.
NAMES = BareText("display_name", "full_name")


class Identity(models.Model):
    """The personal data of a participant, deleted when they close their account."""

    participant = models.OneToOneField(Participant, models.CASCADE, primary_key=True, related_name="identity")
    display_name = models.CharField(_("nom affiché"), max_length=60)
    full_name = models.CharField(_("nom et prénom"), max_length=120, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    postal_address = models.CharField(_("adresse postale"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("identité")
        verbose_name_plural = _("identités")
        indexes = [GinIndex(OpClass(NAMES, name="gin_trgm_ops"), name="identity_words")]

    def __str__(self) -> str:
        return self.display_name


class UserManager(BaseUserManager):
    """Creates accounts; the address is the identifier."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account: an address and a password, for a participant or a member of staff.

    What staff may do follows from roles and capabilities alone (``permissions.py``): Django's groups and permissions
    per model, a second truth, are left out.
    """

    email = models.EmailField(_("adresse électronique"), unique=True)
    participant = models.OneToOneField(
        Participant,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="user",
        verbose_name=_("participant"),
    )
    is_active = models.BooleanField(_("actif"), default=True)
    is_staff = models.BooleanField(_("accède à l’espace des équipes"), default=False)
    is_superuser = models.BooleanField(_("administre la plateforme"), default=False)
    date_joined = models.DateTimeField(_("inscrit le"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique_whatever_its_case",
                violation_error_message=_("Un compte a déjà cette adresse."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def has_perm(self, permission, row=None) -> bool:
        """Answer the admin pages of libraries: administrators may, nobody else."""
        return self.is_active and self.is_superuser

    def has_perms(self, permissions, row=None) -> bool:
        """As for one permission."""
        return self.has_perm(None)

    def has_module_perms(self, app_label) -> bool:
        """As for one permission."""
        return self.has_perm(None)


class RoleKind(models.TextChoices):
    MANAGER = "manager", _("chef ou cheffe de projet")
    INSTRUCTOR = "instructor", _("instructeur ou instructrice")
    COMMISSION = "commission", _("membre de la commission")
    AGENT = "agent", _("agent d’accueil")
    ELECTED = "elected", _("élu lecteur ou élue lectrice")
    PARTNER = "partner", _("partenaire")


class Role(models.Model):
    """What a user may do, within one area and all that lies inside it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name=_("compte"))
    kind = models.CharField(_("rôle"), max_length=12, choices=RoleKind)
    area = models.ForeignKey("territories.Area", models.PROTECT, related_name="roles", verbose_name=_("territoire"))
    granted_at = models.DateTimeField(_("donné le"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("donné par"),
    )
    ends_at = models.DateTimeField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("rôle")
        verbose_name_plural = _("rôles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "area"],
                name="role_once_per_area",
                violation_error_message=_("Cette personne a déjà ce rôle sur ce territoire."),
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("granted_at")),
                violation_error_message=_("Un rôle se termine après avoir été donné."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.area}"


class SignupRequest(models.Model):
    """Somebody asked for an account; it is made when the link in the mail is confirmed, and forgotten otherwise.

    Nothing is looked up when it is written: the answer of the page cannot depend on who has an account already.
    """

    email = models.EmailField()
    password = models.CharField(max_length=128, help_text=_("Haché."))
    display_name = models.CharField(max_length=60)
    home = models.ForeignKey("territories.Area", models.CASCADE, related_name="+")
    links = ArrayField(models.CharField(max_length=8, choices=Link), default=list)
    asked_at = models.DateTimeField(db_index=True)
    then = models.CharField(max_length=240, blank=True, help_text=_("La page où la personne voulait aller."))
    tries = models.PositiveSmallIntegerField(default=0, db_default=0, help_text=_("Codes essayés."))
    wants_news = models.BooleanField(default=False, db_default=False, help_text=_("Demande les annonces par courriel."))

    class Meta:
        verbose_name = _("demande d’inscription")
        verbose_name_plural = _("demandes d’inscription")

    def __str__(self) -> str:
        return self.display_name


class DataExport(models.Model):
    """A person asked for a copy of their data: built by a worker, kept for a week, then deleted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="exports")
    asked_at = models.DateTimeField(_("demandé le"))
    claimed_at = models.DateTimeField(_("pris en charge le"), null=True, blank=True)
    ready_at = models.DateTimeField(_("prêt le"), null=True, blank=True)
    file = models.FileField(_("fichier"), upload_to="exports", max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("taille en octets"), default=0)

    class Meta:
        verbose_name = _("copie de données personnelles")
        verbose_name_plural = _("copies de données personnelles")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                name="data_export_one_at_a_time",
                condition=Q(ready_at__isnull=True),
                violation_error_message=_("Une copie de vos données est déjà en préparation."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
