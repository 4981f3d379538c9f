"""A poll, the projects on its ballot, and the versions of the contract that was sealed."""

from copy import copy

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots.life import GRACE, Stage, stage_of
from participation.ballots.models.poll_constraints import CONSTRAINTS
from participation.ballots.models.vocabulary import (
    SHOWN_BESIDE,
    SPENDING,
    BallotKind,
    BallotsPublished,
    Completion,
    Duplicates,
    KeyMethod,
    LinkProof,
    Origin,
    Paper,
    PreferredBy,
    Receipts,
    RuleName,
    Utility,
    WhenItDoesNotFit,
)
from participation.consultations.models import Consultation
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
        return self.sealed().filter(
            opens_at__lte=at,
            closes_at__gt=at,
            closed_at__isnull=True,
            consultation__published_at__isnull=False,
            consultation__frozen_at__isnull=True,
        )

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
    points = models.PositiveSmallIntegerField(
        _("points à répartir"), null=True, blank=True, default=10, help_text=_("Bulletin « des points à répartir ».")
    )
    allow_blank = models.BooleanField(_("vote blanc possible"), default=True)
    envelope_cents = models.BigIntegerField(_("enveloppe, en centimes"), null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR", editable=False)
    unit = models.PositiveIntegerField(default=100, editable=False)

    rule = models.CharField(
        _("règle"),
        max_length=20,
        choices=RuleName,
        default=RuleName.GREEDY,
        help_text=_(
            "Les plus soutenus : une majorité peut tout emporter. Parts égales : chacun dispose de la même part, "
            "fixée d’avance. Phragmén : la part de chacun monte peu à peu, et un groupe achète dès qu’il le peut. Ces "
            "deux-là partagent l’argent entre les groupes d’habitants selon leur nombre."
        ),
    )
    when_it_does_not_fit = models.CharField(
        _("quand un projet ne tient pas"), max_length=4, choices=WhenItDoesNotFit, default=WhenItDoesNotFit.SKIP
    )
    zones_first = models.BooleanField(
        _("d’abord le meilleur projet de chaque zone"),
        default=False,
        help_text=_("Aucune n’est oubliée. Une idée est dans la zone qu’elle indique, sauf précision plus bas."),
    )
    completion = models.CharField(
        _("complément (parts égales)"), max_length=20, choices=Completion, default=Completion.ADD1
    )
    utility = models.CharField(
        _("ce que vaut un projet (parts égales)"),
        max_length=12,
        choices=Utility,
        default=Utility.COST,
        help_text=_("Pour qui l’a choisi. « Autant qu’un autre » favorise beaucoup de petits projets."),
    )
    other_rule = models.CharField(
        _("autre règle à montrer"),
        max_length=20,
        choices=[(name.value, name.label) for name in SHOWN_BESIDE],
        blank=True,
        default="",
        help_text=_(
            "Ce qu’elle aurait donné sur les mêmes bulletins est publié sur une page à part, comme comparaison. "
            "C’est choisi avant l’ouverture, ou pas du tout."
        ),
    )
    preferred_by = models.CharField(
        _("comparer aux « plus soutenus »"),
        max_length=6,
        choices=PreferredBy,
        blank=True,
        default="",
        help_text=_(
            "Le dépouillement compare ce résultat à celui des « plus soutenus », bulletin par bulletin, et garde celui "
            "que le plus de votants préfèrent. Vide : sans comparaison."
        ),
    )
    by_points = models.BooleanField(default=False, editable=False)
    min_votes = models.PositiveIntegerField(_("minimum de voix"), default=1)
    max_winners = models.PositiveSmallIntegerField(_("nombre maximum de lauréats"), null=True, blank=True)
    cap_cents = models.BigIntegerField(_("plafond par projet, en centimes"), null=True, blank=True)
    quorum = models.PositiveIntegerField(_("quorum de votants"), null=True, blank=True)
    electorate = models.PositiveIntegerField(
        _("personnes inscrites"),
        null=True,
        blank=True,
        help_text=_("Si une liste le dit : la participation se rapporte alors à ce nombre. Vide : à la population."),
    )

    key_method = models.CharField(
        _("une personne est reconnue par"), max_length=8, choices=KeyMethod, default=KeyMethod.EMAIL
    )
    link_proof = models.CharField(
        _("son lien avec le territoire se prouve par"), max_length=8, choices=LinkProof, default=LinkProof.DECLARATION
    )
    contest_hours = models.PositiveSmallIntegerField(
        _("délai pour contester une décision, en heures"),
        default=48,
        help_text=_(
            "Adresses électroniques : qui apprend que son vote est écarté a ce temps pour demander un réexamen ; le "
            "dépouillement l’attend."
        ),
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
        constraints = CONSTRAINTS

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

    @property
    def has_money(self) -> bool:
        return self.rule in SPENDING

    def under_other_rule(self) -> "Poll":
        """The same poll as if its other rule decided: to be read, never saved."""
        twin = copy(self)
        twin.rule, twin.zones_first, twin.preferred_by = self.other_rule, False, ""
        return twin

    @property
    def gives_points(self) -> bool:
        """Tell whether points decide: those of its ballots, or of a file from elsewhere."""
        return self.by_points or self.ballot_kind == BallotKind.POINTS

    @property
    def asks(self) -> bool:
        return self.ballot_kind == BallotKind.YES_NO
