"""Every project that was ever put to the vote, across editions: one list, one CSV, with the numbers of the results."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participation.ballots.models import Choice, Poll
from participation.ballots.results import ProjectResult, Result, result_of
from territories.areas.api import AreaRefSerializer
from territories.instance.api_base import HouseFilterSet, HouseViewSet
from territories.instance.renderers import point


class Voted:
    """A project of a published vote with its result; what the serializer reads."""

    def __init__(self, choice: Choice, result: Result) -> None:
        self.choice, self.result = choice, result
        self.found: ProjectResult = next(one for one in result.projects if one.no == choice.no)
        self.delivery = getattr(choice, "delivery", None)

    @property
    def area(self):
        """Where it lies: the commune of the idea, else the territory of the consultation."""
        proposal = self.choice.proposal
        return (proposal and proposal.area) or self.choice.poll.consultation.area

    @property
    def state(self) -> str:
        """What became of it: the state of its project, else what the council or the vote said."""
        if self.delivery:
            return self.delivery.project.status
        if self.found.adopted is False:
            return "not_adopted"
        return "winner" if self.found.won else "not_winner"


class VotedProjectSerializer(serializers.Serializer):
    """A project of a vote: cost, votes by channel, what became of it."""

    id = serializers.SerializerMethodField()
    poll = serializers.CharField(source="choice.poll.slug")
    consultation = serializers.CharField(source="choice.poll.consultation.slug")
    edition = serializers.IntegerField(source="choice.poll.consultation.edition")
    organiser = serializers.CharField(source="choice.poll.consultation.organiser.name")
    no = serializers.IntegerField(source="choice.no")
    title = serializers.CharField(source="choice.title")
    area = AreaRefSerializer(help_text=_("Commune de l’idée (code INSEE), sinon territoire de la consultation."))
    cost_cents = serializers.IntegerField(source="choice.cost_cents")
    votes = serializers.IntegerField(source="found.votes")
    votes_web = serializers.SerializerMethodField()
    votes_paper = serializers.SerializerMethodField()
    won = serializers.BooleanField(source="found.won")
    reason = serializers.CharField(source="found.reason")
    state = serializers.CharField()
    adopted = serializers.BooleanField(source="found.adopted", allow_null=True)
    deliberation = serializers.CharField(source="result.decision.number", default="")
    deliberated_on = serializers.DateField(source="result.decision.decided_on", default=None, allow_null=True)
    project = serializers.CharField(source="delivery.project.slug", default="")
    spent_cents = serializers.IntegerField(source="delivery.project.spent_cents", default=None, allow_null=True)

    def get_id(self, voted: Voted) -> str:
        """The vote and the number on its ballot."""
        return f"{voted.choice.poll.slug}.{voted.choice.no}"

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_votes_web(self, voted: Voted) -> int | None:
        """Votes on the web; nothing when a channel is too small to be shown apart."""
        return voted.found.by_channel.get("web")

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_votes_paper(self, voted: Voted) -> int | None:
        """Votes on paper; nothing when a channel is too small to be shown apart."""
        return voted.found.by_channel.get("paper")


class VotedProjectFilters(HouseFilterSet):
    """Projects of a vote, of a consultation, of all the editions of a budget, of a commune."""

    poll = filters.CharFilter("poll__slug")
    consultation = filters.CharFilter("consultation__slug")
    series = filters.CharFilter("consultation__series", help_text=_("Toutes les éditions d’un même budget."))
    area = filters.CharFilter("proposal__area__code", help_text=_("Code INSEE de la commune de l’idée."))

    class Meta:
        model = Choice
        fields = ["poll", "consultation", "series", "area"]


class VotedProjectViewSet(HouseViewSet):
    """Projects that were put to the vote, with their result and what became of them."""

    model = Choice
    about = _("Projets soumis au vote, toutes éditions : coût, voix Internet et papier, état, délibération, commune.")
    serializer_class = VotedProjectSerializer
    filterset_class = VotedProjectFilters
    keyset = "pk"
    has_place = True
    lookup_field = "id"
    lookup_value_regex = r"[-a-zA-Z0-9_]+\.[0-9]+"

    def get_queryset(self) -> QuerySet:
        """Projects of the votes whose result is public, whoever asks; answers to a question are no projects."""
        polls = Poll.objects.published().filter(consultation__published_at__isnull=False)
        rows = Choice.objects.filter(poll__in=polls, cost_cents__isnull=False)
        return rows.select_related(
            "poll__consultation__area",
            "poll__consultation__organiser",
            "proposal__area",
            "delivery__project",
        )

    def get_object(self) -> Choice:
        """Find a project by its vote and its number."""
        poll, _dot, no = self.kwargs["id"].rpartition(".")
        return get_object_or_404(self.get_queryset(), poll__slug=poll, no=int(no[:6]))

    def get_serializer(self, *args, **kwargs):
        """Give the serializer each row beside its result; the result of a vote is read once per answer."""
        if args:
            rows = args[0]
            given = [self.voted(row) for row in rows] if kwargs.get("many") else self.voted(rows)
            args = (given, *args[1:])
        return super().get_serializer(*args, **kwargs)

    @cached_property
    def results(self) -> dict[int, Result]:
        """Results read so far, by poll."""
        return {}

    def voted(self, choice: Choice) -> Voted:
        """A row with its result."""
        if choice.poll_id not in self.results:
            self.results[choice.poll_id] = result_of(choice.poll)
        return Voted(choice, self.results[choice.poll_id])

    def geometry_of(self, row: Choice) -> dict | None:
        """The point of the idea."""
        return point(row.proposal) if row.proposal else None
