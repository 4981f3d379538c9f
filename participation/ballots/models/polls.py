"""A poll, the projects on its ballot, and the versions of the contract that was sealed."""

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots.life import GRACE, Stage, stage_of
from participation.ballots.models.vocabulary import (
    OTHER_RULES,
    BallotKind,
    BallotsPublished,
    Completion,
    Duplicates,
    KeyMethod,
    Origin,
    Paper,
    Receipts,
    RuleName,
    WhenItDoesNotFit,
)
from participation.consultations.models import Consultation, leaves_law_its_words
from territories.accounts.permissions import areas_of

#: Sealed, of a published consultation.
PUBLIC = Q(sealed_at__isnull=False, consultation__published_at__isnull=False)


class PollQuerySet(models.QuerySet):
    """Questions about polls, in the words of those who run and read them."""

    def sealed(self):
        return self.filter(sealed_at__isnull=False)

    def standing(self):
        """Polls that no decision of a court or another authority has stopped."""
        return self.filter(consultation__frozen_at__isnull=True)

    def published(self):
        """Polls whose result is public."""
        return self.filter(published_at__isnull=False)

    def running(self, at):
        """Polls that take ballots at that moment."""
        ours = self.sealed().standing()
        return ours.filter(opens_at__lte=at, closes_at__gt=at, closed_at=None, consultation__published_at__isnull=False)

    def to_close(self, at):
        """Polls whose calendar is over, the grace for votes on their way included, and that nobody closed yet."""
        return self.sealed().standing().filter(closes_at__lte=at - GRACE, closed_at__isnull=True)

    def visible_to(self, person):
        """Sealed polls of published consultations, and all those of the areas this account works for. The only door."""
        if not person.is_authenticated:
            return self.filter(PUBLIC)
        if person.is_superuser:
            return self.all()
        return self.filter(PUBLIC | Q(consultation__area__in=areas_of(person, "consultations.see").values("pk")))

    def public(self):
        """Those that everybody may see, whoever asks."""
        return self.filter(PUBLIC)


class Poll(models.Model):
    """A question put to the vote in a consultation; from its seal on, its rules are frozen by the database."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="polls", verbose_name=_("consultation"))
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    short_code = models.SlugField(
        _("code court"),
        max_length=8,
        unique=True,
        editable=False,
        db_default=Left(Cast(RandomUUID(), models.TextField()), 8),
        help_text=_("L’adresse des affiches et des codes QR."),
    )
    question = models.CharField(
        _("question posée"), max_length=200, default=_("Quels projets voulez-vous voir réalisés ?")
    )
    text = models.TextField(_("explications"), blank=True)
    origin = models.CharField(_("origine"), max_length=8, choices=Origin, default=Origin.HERE, editable=False)

    ballot_kind = models.CharField(_("bulletin"), max_length=8, choices=BallotKind, default=BallotKind.CHOOSE)
    min_choices = models.PositiveSmallIntegerField(_("au moins"), default=1)
    max_choices = models.PositiveSmallIntegerField(
        _("au plus"), null=True, blank=True, default=3, help_text=_("Vide : autant de projets qu’on veut.")
    )
    allow_blank = models.BooleanField(_("vote blanc possible"), default=True)
    envelope_cents = models.BigIntegerField(_("enveloppe, en centimes"), null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR", editable=False)
    unit = models.PositiveIntegerField(default=100, editable=False)

    rule = models.CharField(_("règle"), max_length=12, choices=RuleName, default=RuleName.GREEDY)
    when_it_does_not_fit = models.CharField(
        _("quand un projet ne tient pas"), max_length=4, choices=WhenItDoesNotFit, default=WhenItDoesNotFit.SKIP
    )
    completion = models.CharField(
        _("complément (parts égales)"), max_length=20, choices=Completion, default=Completion.ADD1
    )
    other_rule = models.CharField(
        _("autre règle à montrer"),
        max_length=12,
        choices=OTHER_RULES,
        blank=True,
        default="",
        help_text=_("Ce qu’elle aurait donné sur les mêmes bulletins est publié à part, comme comparaison."),
    )
    by_points = models.BooleanField(default=False, editable=False)
    min_votes = models.PositiveIntegerField(_("minimum de voix"), default=1)
    max_winners = models.PositiveSmallIntegerField(_("nombre maximum de lauréats"), null=True, blank=True)
    cap_cents = models.BigIntegerField(_("plafond par projet, en centimes"), null=True, blank=True)
    quorum = models.PositiveIntegerField(_("quorum de votants"), null=True, blank=True)

    key_method = models.CharField(
        _("une personne est reconnue par"), max_length=8, choices=KeyMethod, default=KeyMethod.EMAIL
    )
    paper = models.CharField(_("vote sur papier"), max_length=8, choices=Paper, default=Paper.NONE)
    duplicates = models.CharField(
        _("personne inscrite sur les deux listes"), max_length=5, choices=Duplicates, default=Duplicates.PAPER
    )
    receipts = models.CharField(
        _("récépissé"),
        max_length=8,
        choices=Receipts,
        default=Receipts.SEALED,
        help_text=_("Un récépissé suivi demande que les bulletins soient publiés un par un dans tous les cas."),
    )
    ballots_published = models.CharField(
        _("bulletins publiés"),
        max_length=8,
        choices=BallotsPublished,
        default=BallotsPublished.AUTO,
        help_text=_(
            "Un bulletin qui porte beaucoup de choix se reconnaît : qui sait ce qu’une personne a choisi retrouve le "
            "reste. Sans les bulletins, chacun ne peut recompter que les totaux."
        ),
    )
    opens_at = models.DateTimeField(_("ouvre le"), null=True, blank=True, editable=False)
    closes_at = models.DateTimeField(_("ferme le"), null=True, blank=True, editable=False)
    sealed_at = models.DateTimeField(_("scellé le"), null=True, blank=True, editable=False)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    version = models.PositiveSmallIntegerField(_("version"), default=0, editable=False)
    rule_json = models.TextField(_("règle scellée"), blank=True, editable=False)
    rule_sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)

    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True, editable=False)
    reconciled_at = models.DateTimeField(_("rapproché le"), null=True, blank=True, editable=False)
    gap_reason = models.TextField(_("écarts expliqués"), blank=True, editable=False)
    counted_at = models.DateTimeField(_("dépouillé le"), null=True, blank=True, editable=False)
    links_destroyed_at = models.DateTimeField(_("lien détruit le"), null=True, blank=True, editable=False)
    backups_until = models.DateField(
        _("sauvegardes détruites le"),
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "Jusqu’à ce jour, les sauvegardes de la période du vote gardent le lien que le dépouillement détruit."
        ),
    )
    certified_at = models.DateTimeField(_("constaté le"), null=True, blank=True, editable=False)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    record_file = models.ForeignKey(
        "territories.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("procès-verbal signé"),
    )
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("scrutin")
        verbose_name_plural = _("scrutins")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            # What the heavy tables of a vote refer to: their consultation is the one of their poll (see ``triggers``).
            models.UniqueConstraint(fields=["id", "consultation"], name="poll_of_one_consultation"),
            models.CheckConstraint(
                name="poll_question_leaves_law_its_words",
                condition=leaves_law_its_words("question", "slug"),
                violation_error_message=_(
                    "« Élection », « référendum » et « consultation des électeurs » sont autre chose en droit. "
                    "Écrivez votation ou budget participatif."
                ),
            ),
            models.CheckConstraint(
                name="poll_other_rule_is_another",
                condition=Q(other_rule="") | ~Q(other_rule=F("rule")),
                violation_error_message=_("L’autre règle à montrer n’est pas celle du vote."),
            ),
            models.CheckConstraint(
                name="poll_closes_after_it_opens",
                condition=Q(opens_at__isnull=True, closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Un scrutin se ferme après son ouverture."),
            ),
            models.CheckConstraint(
                name="poll_asks_for_a_possible_number_of_choices",
                condition=Q(min_choices__gte=1) & (Q(max_choices__isnull=True) | Q(max_choices__gte=F("min_choices"))),
                violation_error_message=_("Le bulletin demande au moins un choix, et le maximum atteint le minimum."),
            ),
            models.CheckConstraint(
                name="poll_money_is_positive",
                condition=(Q(envelope_cents__isnull=True) | Q(envelope_cents__gt=0))
                & (Q(cap_cents__isnull=True) | Q(cap_cents__gt=0))
                & Q(unit__gte=1),
                violation_error_message=_("L’enveloppe et le plafond sont des montants positifs."),
            ),
            models.CheckConstraint(
                name="poll_thresholds_are_positive",
                condition=Q(min_votes__gte=1)
                & (Q(max_winners__isnull=True) | Q(max_winners__gte=1))
                & (Q(quorum__isnull=True) | Q(quorum__gte=1)),
                violation_error_message=_("Les seuils valent au moins 1."),
            ),
            models.CheckConstraint(
                name="poll_tracked_receipts_need_ballots",
                condition=~Q(receipts="tracked") | Q(ballots_published="always"),
                violation_error_message=_(
                    "Un récépissé suivi demande que les bulletins soient publiés un par un dans tous les cas."
                ),
            ),
            models.CheckConstraint(
                name="poll_sealed_with_its_contract",
                condition=Q(sealed_at__isnull=True, version=0, rule_json="", rule_sha256="")
                | Q(
                    sealed_at__isnull=False,
                    version__gte=1,
                    opens_at__isnull=False,
                    envelope_cents__isnull=False,
                    rule_sha256__regex=r"^[0-9a-f]{64}$",
                ),
                violation_error_message=_("Un scrutin scellé a ses dates, son enveloppe et l’empreinte de sa règle."),
            ),
            models.CheckConstraint(
                name="poll_sealed_by_someone",
                condition=Q(sealed_at__isnull=True, sealed_by__isnull=True)
                | Q(sealed_at__isnull=False, sealed_by__isnull=False),
                violation_error_message=_("Un scellé a une date et une personne."),
            ),
            models.CheckConstraint(
                name="poll_certified_and_published_by_someone",
                condition=(
                    Q(certified_at__isnull=True, certified_by__isnull=True)
                    | Q(certified_at__isnull=False, certified_by__isnull=False)
                )
                & (
                    Q(published_at__isnull=True, published_by__isnull=True)
                    | Q(published_at__isnull=False, published_by__isnull=False)
                ),
                violation_error_message=_("Un constat et une publication ont une date et une personne."),
            ),
            models.CheckConstraint(
                name="poll_steps_follow_each_other",
                condition=(Q(closed_at__isnull=True) | Q(sealed_at__isnull=False))
                & (Q(reconciled_at__isnull=True) | Q(closed_at__isnull=False))
                & (Q(counted_at__isnull=True) | Q(reconciled_at__isnull=False))
                & (Q(links_destroyed_at__isnull=True) | Q(counted_at__isnull=False))
                & (Q(certified_at__isnull=True) | Q(counted_at__isnull=False))
                & (Q(published_at__isnull=True) | Q(certified_at__isnull=False))
                & (Q(decided_at__isnull=True) | Q(published_at__isnull=False)),
                violation_error_message=_("Les étapes d’un scrutin se suivent dans l’ordre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} · {self.consultation}"

    def stage(self, at) -> Stage:
        """Where this poll stands at that moment."""
        return stage_of(self, at=at, suspended=self.consultation.frozen_at is not None)

    def get_absolute_url(self) -> str:
        """The page where people vote, and later read the result."""
        return reverse("participation:poll", args=[self.slug])

    def get_short_url(self) -> str:
        """The address of posters and QR codes: to the ballot while one may vote, else to the page of the vote."""
        return reverse("participation:short_poll", args=[self.short_code])

    @property
    def has_paper(self) -> bool:
        return self.paper != Paper.NONE
