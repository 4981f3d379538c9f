"""The public log of commitments: its Merkle tree in tiles, its signed heads, and those who watch it."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.polls import Poll
from participation.consultations.models import Consultation

PUBLIC_KEY = RegexValidator(r"^[0-9a-f]{64}$", _("Une clé publique Ed25519 s’écrit en 64 chiffres hexadécimaux."))


class Tile(models.Model):
    """Up to 256 hashes of the tree that lie side by side; a tile of the next level holds the roots of whole tiles."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_constraint=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="tiles", db_constraint=False)
    level = models.PositiveSmallIntegerField()
    no = models.PositiveIntegerField()
    hashes = models.BinaryField()

    class Meta:
        verbose_name = _("tuile du journal")
        verbose_name_plural = _("tuiles du journal")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "level", "no"],
                name="tile_once",
                violation_error_message=_("Cette tuile existe déjà."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.level}/{self.no}"


class Head(models.Model):
    """What the log was after a batch: its size and the root of its tree, signed by the house."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="heads")
    no = models.PositiveIntegerField(_("lot"))
    size = models.PositiveIntegerField(_("taille"))
    root = models.CharField(_("racine"), max_length=64)
    at = models.DateTimeField(_("le"))
    key = models.CharField(_("clé publique"), max_length=64, validators=[PUBLIC_KEY])
    signature = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("tête du journal")
        verbose_name_plural = _("têtes du journal")
        ordering = ["poll", "no"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "no"],
                name="head_once_per_batch",
                violation_error_message=_("Ce lot a déjà sa tête."),
            ),
            models.UniqueConstraint(
                fields=["consultation", "poll", "size"],
                name="head_once_per_size",
                violation_error_message=_("Une tête de cette taille existe déjà."),
            ),
            models.CheckConstraint(
                name="head_says_something",
                condition=Q(size__gte=1, no__gte=1, root__regex=r"^[0-9a-f]{64}$", signature__regex=r"^[0-9a-f]{128}$"),
                violation_error_message=_("Une tête a une taille, une racine et une signature."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} · {self.root[:8]}…"


class Observer(models.Model):
    """Somebody who watches the log with a key of their own: a party, an association, a journalist."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="observers")
    name = models.CharField(_("nom public"), max_length=120)
    key = models.CharField(_("clé publique"), max_length=64, validators=[PUBLIC_KEY])
    at = models.DateTimeField(_("inscrit le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))

    class Meta:
        verbose_name = _("observateur")
        verbose_name_plural = _("observateurs")
        ordering = ["poll", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "key"],
                name="observer_once_per_key",
                violation_error_message=_("Cette clé est déjà inscrite."),
            ),
            models.CheckConstraint(
                name="observer_has_a_key",
                condition=Q(key__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Une clé publique Ed25519 s’écrit en 64 chiffres hexadécimaux."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Cosignature(models.Model):
    """An observer saw this head: from then on nobody can show another log of that size unnoticed."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="cosignatures")
    head = models.ForeignKey(Head, models.PROTECT, related_name="cosignatures")
    observer = models.ForeignKey(Observer, models.PROTECT, related_name="cosignatures")
    signature = models.CharField(max_length=128)
    at = models.DateTimeField(_("reçue le"))

    class Meta:
        verbose_name = _("cosignature")
        verbose_name_plural = _("cosignatures")
        ordering = ["head", "observer"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "head", "observer"],
                name="cosignature_once_per_observer",
                violation_error_message=_("Cette personne a déjà cosigné cette tête."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observer_id} · {self.head_id}"
