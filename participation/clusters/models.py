"""A cluster of accounts and what the commission decided; its members, what they contest, and the votes set aside."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models import Elector, Poll
from participation.consultations.models import Consultation


class Verdict(models.TextChoices):
    ALL = "all", _("plusieurs personnes : tous ces votes comptent")
    ONE = "one", _("une seule personne : un seul de ces votes compte")


class Answer(models.TextChoices):
    HEARD = "heard", _("c’est une autre personne : son vote compte")
    UPHELD = "upheld", _("la décision est maintenue")


class ClusterQuerySet(models.QuerySet):
    """Questions about clusters."""

    def undecided(self):
        return self.filter(verdict="")

    def to_judge(self):
        """Undecided, or contested and not answered, while a decision still changes something."""
        contested = ClusterReview.objects.filter(member__cluster=OuterRef("pk"), verdict="")
        return self.filter(Q(verdict="") | Exists(contested), poll__reconciled_at=None)


class Cluster(models.Model):
    """Accounts that look like one person's in a vote, by which signs; neither what nor when they voted."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="clusters", verbose_name=_("scrutin"))
    signs = models.JSONField(_("signes"), default=list)
    found_at = models.DateTimeField(_("constaté le"))
    verdict = models.CharField(_("décision"), max_length=4, choices=Verdict, blank=True)
    reason = models.TextField(_("motif"), blank=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("décidé par")
    )

    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = _("groupe de comptes")
        verbose_name_plural = _("groupes de comptes")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cluster_decided_with_a_reason",
                condition=Q(verdict="", reason="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(verdict="") & ~Q(reason="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                violation_error_message=_("Une décision a un motif, une date et une personne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ClusterMember(models.Model):
    """An account of a cluster, as the roll knows it; members are kept in the order their accounts were made."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+")
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="members")
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(_("prévenu le"), null=True, blank=True)
    set_aside_at = models.DateTimeField(_("vote écarté le"), null=True, blank=True)

    class Meta:
        verbose_name = _("compte d’un groupe")
        verbose_name_plural = _("comptes d’un groupe")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "elector"],
                name="cluster_member_once",
                violation_error_message=_("Ce compte est déjà dans un groupe."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} · {self.elector_id}"


class ClusterReview(models.Model):
    """Somebody whose vote a decision sets aside says why it is wrong; the commission answers once, with its reason."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+")
    member = models.OneToOneField(ClusterMember, models.CASCADE, related_name="review", verbose_name=_("compte"))
    reason = models.TextField(_("ce que dit la personne"), blank=True)
    asked_at = models.DateTimeField(_("demandé le"))
    verdict = models.CharField(_("réponse"), max_length=6, choices=Answer, blank=True)
    answer = models.TextField(_("motif de la réponse"), blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("répondu par")
    )

    class Meta:
        verbose_name = _("demande de réexamen")
        verbose_name_plural = _("demandes de réexamen")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cluster_review_answered_with_a_reason",
                condition=Q(verdict="", answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(verdict="") & ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                violation_error_message=_("Une réponse a un motif, une date et une personne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} · {self.asked_at:%d/%m/%Y}"
