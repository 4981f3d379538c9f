"""Ideas over the API: read by anybody, filed by a resident who is signed in."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import mixins, serializers
from rest_framework.permissions import BasePermission

from participation.consultations.models import Consultation
from participation.proposals.forms import places_of, themes_of
from participation.proposals.judgements import Study
from participation.proposals.models import Proposal
from participation.proposals.operations import submit_idea
from participation.proposals.records import StatusChange
from participation.proposals.states import Status
from participation.proposals.validation import check_words
from territories.areas.api import AreaRefSerializer
from territories.areas.models import Area
from territories.instance.api_base import HouseFilterSet, HouseViewSet
from territories.instance.languages import LANGUAGES
from territories.instance.models import Theme

PUBLIC_STATES = [choice for choice in Status.choices if choice[0] != Status.DRAFT]


class ConsultationRefSerializer(serializers.ModelSerializer):
    """A consultation as ideas name it."""

    class Meta:
        model = Consultation
        fields = ["slug", "title"]
        read_only_fields = fields


class ThemeRefSerializer(serializers.ModelSerializer):
    """A theme as ideas name it."""

    class Meta:
        model = Theme
        fields = ["slug", "name"]
        read_only_fields = fields


class StatusChangeSerializer(serializers.ModelSerializer):
    """One public step of an idea."""

    class Meta:
        model = StatusChange
        fields = ["before", "after", "body", "reason", "article", "at"]
        read_only_fields = fields


class StudySerializer(serializers.ModelSerializer):
    """The services' sheet, once it is concluded."""

    vat_tenths_of_percent = serializers.IntegerField(source="vat", read_only=True)
    net_cents = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Study
        fields = [
            *("cost_cents", "net_cents", "vat_tenths_of_percent", "yearly_cents"),
            *("land", "delay_months", "opinion", "text", "concluded_at"),
        ]
        read_only_fields = fields


class ProposalSerializer(serializers.ModelSerializer):
    """An idea as its public page says it: the signature is the displayed name, and nothing else of a person."""

    consultation = ConsultationRefSerializer(read_only=True)
    theme = ThemeRefSerializer(read_only=True, allow_null=True)
    area = AreaRefSerializer(read_only=True, allow_null=True)
    signature = serializers.CharField(read_only=True)
    merged_into = serializers.SlugRelatedField(slug_field="public_id", read_only=True, allow_null=True)
    support_count = serializers.IntegerField(read_only=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Proposal
        fields = [
            *("public_id", "consultation", "number", "slug", "title", "text", "language", "theme", "area", "place"),
            *("latitude", "longitude", "cost_cents", "signature", "group_name", "from_institution"),
            *("status", "status_at", "merged_into", "support_count", "submitted_at", "updated_at", "url"),
        ]
        read_only_fields = fields


class ProposalDetailSerializer(ProposalSerializer):
    """An idea with each dated step and, once concluded, its study."""

    changes = StatusChangeSerializer(many=True, read_only=True)
    study = serializers.SerializerMethodField()

    class Meta(ProposalSerializer.Meta):
        fields = [*ProposalSerializer.Meta.fields, "changes", "study"]
        read_only_fields = fields

    def get_study(self, proposal: Proposal) -> StudySerializer(allow_null=True):
        """Return the sheet, which is public once it is concluded."""
        study = getattr(proposal, "study", None)
        return StudySerializer(study).data if study and study.concluded_at else None


class NewIdeaSerializer(serializers.Serializer):
    """What a resident files; the fields are those of the form on the site."""

    consultation = serializers.SlugRelatedField(slug_field="slug", queryset=Consultation.objects.none())
    title = serializers.CharField(min_length=5, max_length=120)
    text = serializers.CharField(max_length=10_000)
    theme = serializers.SlugRelatedField(slug_field="slug", queryset=Theme.objects.all(), required=False)
    area = serializers.SlugRelatedField(slug_field="slug", queryset=Area.objects.all(), required=False)
    place = serializers.CharField(max_length=160, required=False, allow_blank=True)
    latitude = serializers.FloatField(required=False, min_value=-90, max_value=90)
    longitude = serializers.FloatField(required=False, min_value=-180, max_value=180)
    cost_cents = serializers.IntegerField(required=False, min_value=1, max_value=10**15)
    group_name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=list(LANGUAGES.items()), required=False)

    def get_fields(self):
        fields = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            fields["consultation"].queryset = Consultation.objects.visible_to(request.user)
        return fields

    def validate(self, attrs: dict) -> dict:
        """Say what the form would say."""
        consultation = attrs["consultation"]
        problems = check_words(consultation, attrs)
        if "theme" in attrs and attrs["theme"] not in themes_of(consultation):
            problems["theme"] = _("Ce thème n’est pas de cette consultation.")
        if "area" in attrs and not places_of(consultation).filter(pk=attrs["area"].pk).exists():
            problems["area"] = _("Ce lieu n’est pas de cette consultation.")
        if problems:
            raise serializers.ValidationError(problems)
        return attrs

    def create(self, validated_data: dict) -> Proposal:
        """File the idea at once."""
        author = self.context["request"].user.participant
        return submit_idea(author=author, at=timezone.now(), **validated_data)

    def to_representation(self, instance: Proposal) -> dict:
        """Answer with the idea as anybody reads it."""
        row = Proposal.objects.shown().with_support_count().get(pk=instance.pk)
        return ProposalSerializer(row, context=self.context).data


class ReadOrResident(BasePermission):
    """Anybody reads; writing is for those who take part."""

    def has_permission(self, request, view) -> bool:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return True
        return bool(request.user and request.user.is_authenticated and request.user.participant_id)


class ProposalFilter(HouseFilterSet):
    """Questions about ideas."""

    consultation = filters.CharFilter("consultation__slug", help_text=_("Adresse d’une consultation."))
    status = filters.MultipleChoiceFilter(choices=PUBLIC_STATES, help_text=_("État ; peut être répété."))
    theme = filters.CharFilter("theme__slug", help_text=_("Adresse d’un thème."))
    area = filters.CharFilter(
        method="lies_in", help_text=_("Code d’un territoire : ses idées et celles qu’il contient.")
    )
    q = filters.CharFilter(method="says", max_length=100, help_text=_("Mots de l’idée, sans souci des accents."))

    class Meta:
        model = Proposal
        fields = ["consultation", "status", "theme", "area", "q"]

    def lies_in(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        named = Area.objects.filter(code=value).values_list("pk", flat=True)
        return queryset.in_areas(Area.objects.within(list(named)))

    def says(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.found_by(value)


class ProposalViewSet(mixins.CreateModelMixin, HouseViewSet):
    """Ideas that everybody may read, the newest first, whoever asks: drafts and hidden ideas stay on their pages."""

    model = Proposal
    about = _("Idées déposées dans les consultations publiées, avec leur état et chaque décision.")
    filterset_class = ProposalFilter
    permission_classes = [ReadOrResident]
    lookup_field = "public_id"
    keyset = "-pk"
    has_place = True

    def get_serializer_class(self):
        if self.action == "create":
            return NewIdeaSerializer
        return ProposalDetailSerializer if self.action == "retrieve" else ProposalSerializer

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().public().shown().select_related("merged_into").with_support_count()
        return rows.select_related("study").prefetch_related("changes") if self.action == "retrieve" else rows
