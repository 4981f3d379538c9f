"""The questions residents and teams ask about ideas, in their words."""

from hashlib import sha256

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value

from participation.proposals.judgements import Decision, ReviewRequest, ScopeChange
from participation.proposals.records import Holder, Support
from participation.proposals.rules import OUT, SIMILAR_ENOUGH, SUPPORTABLE
from participation.proposals.states import Status
from territories.accounts.permissions import areas_of
from territories.instance.postgres import BareText


class FrenchWords(models.Func):
    """The French stems of some columns, accents ignored."""

    template = "to_tsvector('french', bare_text(%(expressions)s))"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()


class Asked(models.Func):
    """What a reader typed, as French stems: quotes and minus signs work as in any search box."""

    template = "websearch_to_tsquery('french', bare_text(%(expressions)s))"
    output_field = models.TextField()


class Matches(models.Func):
    """Whether the words asked for are all there."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class Similarity(models.Func):
    """How alike two texts are by their groups of three letters, from 0 to 1."""

    function = "similarity"
    output_field = models.FloatField()


class Resembles(Matches):
    """Whether two texts share three groups of letters in ten; an index answers, the finer measure comes after."""

    arg_joiner = " %% "


class LooksLike(Matches):
    """Whether the first text is found in the second but for a wrong letter or two; an index answers."""

    arg_joiner = " <%% "


class Lot(models.Func):
    """A number that chance, sown with a seed, draws for a row: cheap enough to be drawn for a hundred thousand."""

    function = "hashint8extended"
    output_field = models.BigIntegerField()


class ProposalQuerySet(models.QuerySet):
    """Questions about ideas, in residents' words."""

    def filed(self):
        return self.exclude(status=Status.DRAFT)

    def public(self):
        """Ideas that were filed in a published consultation and are not hidden by moderation."""
        return self.filed().filter(consultation__published_at__isnull=False, hidden_at__isnull=True)

    def visible_to(self, person):
        """What is public, one's own drafts and hidden ideas, the ideas one studies, and those of one's areas.

        A draft belongs to its author alone, whatever the role of who asks. The only door to rows.
        """
        public = Q(hidden_at__isnull=True, consultation__published_at__isnull=False) & ~Q(status=Status.DRAFT)
        if not person.is_authenticated:
            return self.filter(public)
        own = Q(author__isnull=False, author=person.participant_id)
        if person.is_superuser:
            return self.filter(~Q(status=Status.DRAFT) | own)
        in_my_areas = Q(consultation__area__in=areas_of(person, "proposals.see").values("pk"))
        return self.filter(public | own | (~Q(status=Status.DRAFT) & (Q(instructor=person) | in_my_areas)))

    def supportable(self):
        return self.public().filter(status__in=SUPPORTABLE)

    def to_decide(self):
        """Filed ideas that wait for the commission: a first decision, or the second after a request for review."""
        asked = Exists(ReviewRequest.objects.filter(proposal=OuterRef("pk")))
        settled = Exists(Decision.objects.filter(proposal=OuterRef("pk"), round=2))
        waits = Q(status=Status.SUBMITTED) | (Q(asked) & ~Q(settled) & Q(status=Status.INADMISSIBLE))
        return self.filter(waits, status__in=[Status.SUBMITTED, Status.INADMISSIBLE])  # said apart for the index

    def to_assign(self):
        """Admissible ideas, or ideas being studied, that nobody studies."""
        return self.filter(status__in=[Status.ADMISSIBLE, Status.IN_STUDY], instructor__isnull=True)

    def awaiting_answer(self):
        """Ideas whose holders have been asked to accept a changed scope."""
        return self.filter(Exists(ScopeChange.objects.filter(proposal=OuterRef("pk"), answered_at__isnull=True)))

    def studied_by(self, user):
        return self.filter(instructor=user)

    def held_by(self, participant):
        """The ideas that this person carries, alone or with others."""
        return self.filter(Exists(Holder.objects.filter(proposal=OuterRef("pk"), participant=participant)))

    def supported_by(self, participant):
        return self.filter(Exists(Support.objects.filter(proposal=OuterRef("pk"), participant=participant)))

    def in_areas(self, areas):
        """Ideas located in one of these areas, or in what lies inside them."""
        return self.filter(area__in=areas)

    def with_support_count(self):
        """Add ``support_count``, which the database keeps beside each idea."""
        return self.annotate(support_count=F("support_tally__number"))

    def most_supported_in(self, consultation):
        """The ideas of a consultation with their ``support_count``, ready to be sorted by it from its index."""
        return self.filter(support_tally__consultation=consultation).with_support_count()

    def with_lot(self, seed: str):
        """Add ``lot``: the place that chance, sown with ``seed``, gives each idea."""
        sown = int.from_bytes(sha256(seed.encode()).digest()[:8], signed=True)
        return self.annotate(lot=Lot(F("pk"), Value(sown, models.BigIntegerField())))

    def glimpse(self, number: int, *, seed: str):
        """A few ideas for another page: those put to the vote, in an order that favours none, else the latest alive.

        Those refused or withdrawn have their place on the list of ideas; here they stand only when there are no others.
        """
        rows = self.exclude(status=Status.MERGED).shown().with_support_count()
        voted = rows.filter(status=Status.ON_BALLOT).with_lot(seed).order_by("lot", "pk")
        latest = rows.order_by("-submitted_at", "-pk")
        choices = (voted, latest.exclude(status__in=OUT), latest)
        return next((found for some in choices if (found := list(some[:number]))), [])

    def shown(self):
        """Bring along what a line or a card of a list shows, and leave what only searches read."""
        rows = self.select_related("consultation", "theme", "area", "author__identity", "photo")
        return rows.defer("search_words", "bare_title")

    def found_by(self, words: str):
        """Ideas about these words or with this number; when there are none, those whose title nearly says so."""
        said = Q(Matches(F("search_words"), Asked(Value(words))))
        if words.strip().isascii() and words.strip().isdigit() and len(words) < 9:
            said |= Q(number=int(words))
        found = self.filter(said)
        return found if found.exists() else self.filter(LooksLike(BareText(Value(words)), F("bare_title")))

    def similar_to(self, title: str):
        """Filed ideas like this title, the closest first: alike titles, or every word of it found in the text."""
        typed = Value(title)
        return (
            self.filed()
            .annotate(
                likeness=Similarity(F("bare_title"), BareText(typed)),
                says_the_same=Matches(F("search_words"), Asked(typed)),
            )
            .filter(
                Q(Resembles(F("bare_title"), BareText(typed)), likeness__gte=SIMILAR_ENOUGH) | Q(says_the_same=True)
            )
            .order_by("-likeness", "pk")
        )
