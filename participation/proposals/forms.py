"""What residents and teams type about ideas; each form hands clean words to one operation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.proposals.rules import SORT_NEWEST, SORT_RANDOM, SORT_SUPPORTED
from participation.proposals.states import Status
from participation.proposals.validation import check_words
from territories.areas.models import Area, AreaKind
from territories.instance.forms import EurosField
from territories.instance.languages import LanguageField
from territories.instance.models import Theme

SORTS = {
    SORT_NEWEST: _("Les plus récentes"),
    SORT_RANDOM: _("Dans un ordre tiré au sort chaque jour"),
    SORT_SUPPORTED: _("Les plus soutenues"),
}


def themes_of(consultation):
    """The themes a consultation names, or all of them when it names none."""
    named = consultation.themes.all()
    return named if named else Theme.objects.all()


def places_of(consultation):
    """The communes and quarters where an idea of this consultation may lie."""
    inside = Area.objects.current().within([consultation.area])
    return inside.filter(kind__in=[AreaKind.COMMUNE, AreaKind.QUARTER]).order_by("sort_key", "pk")


class IdeaForm(forms.Form):
    """An idea as its author types it; the draft and the filed idea share it."""

    title = forms.CharField(
        label=_("Titre"), max_length=120, min_length=5, help_text=_("En une ligne, ce que vous proposez.")
    )
    text = forms.CharField(
        label=_("Description"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Pourquoi, pour qui, comment. Vous pouvez mettre en forme avec *italique*, **gras** et des listes."
        ),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thème"), required=False, to_field_name="slug", empty_label=_("Sans thème")
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Commune ou quartier"),
        required=False,
        to_field_name="slug",
        empty_label=_("Tout le territoire"),
    )
    place = forms.CharField(
        label=_("Lieu"), max_length=160, required=False, help_text=_("Une rue, une place, une école…")
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    cost_cents = EurosField(
        label=_("Coût, si vous le connaissez (€)"),
        required=False,
        help_text=_("Une estimation suffit : les services étudieront le coût."),
    )
    group_name = forms.CharField(
        label=_("Groupe ou association"),
        max_length=120,
        required=False,
        help_text=_("Si vous écrivez au nom d’un collectif : vous en êtes le référent ou la référente."),
    )

    language = LanguageField()
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG ou WebP, 10 Mo au plus. Évitez les visages reconnaissables."),
    )
    alt_text = forms.CharField(
        label=_("Ce que montre la photo"),
        max_length=240,
        required=False,
        help_text=_("En une phrase, pour les personnes qui ne la voient pas."),
    )
    remove_photo = forms.BooleanField(label=_("Retirer la photo actuelle"), required=False)
    #: The fields that are columns of an idea; the photo is kept apart.
    WORDS = ("title", "text", "theme", "area", "place", "latitude", "longitude", "cost_cents", "group_name", "language")

    def __init__(self, *args, consultation, photo=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        if photo is None:
            del self.fields["remove_photo"]
        self.fields["theme"].queryset = themes_of(consultation)
        self.fields["area"].queryset = places_of(consultation)

    def clean(self):
        words = super().clean()
        for field, problem in check_words(self.consultation, words).items():
            self.add_error(field, problem)
        return words

    def words(self) -> dict:
        """Return what was typed, as the operations take it."""
        return {name: self.cleaned_data[name] for name in self.WORDS}


class EditForm(IdeaForm):
    """The same idea once filed: the author may say what changes."""

    reason = forms.CharField(
        label=_("Ce que vous changez"),
        max_length=300,
        required=False,
        help_text=_("Affiché à côté de la nouvelle version ; l’ancienne reste publique."),
    )


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(
        label=_("Motif"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Il sera public."),
    )


class ReviewForm(forms.Form):
    """Why the commission should look again."""

    argument = forms.CharField(
        label=_("Pourquoi réexaminer votre idée ?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Répondez au motif du refus. Vous pouvez demander un réexamen une seule fois."),
    )


class FilterForm(forms.Form):
    """What a reader asks of the list; whatever does not make sense is left out of the question."""

    q = forms.CharField(
        label=_("Chercher"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thème"), required=False, to_field_name="slug", empty_label=_("Tous les thèmes")
    )
    etat = forms.ChoiceField(label=_("État"), required=False)
    lieu = forms.ModelChoiceField(
        Area.objects.none(), label=_("Lieu"), required=False, to_field_name="slug", empty_label=_("Partout")
    )
    tri = forms.ChoiceField(label=_("Ordre"), required=False)
    vue = forms.ChoiceField(choices=[("", ""), ("carte", "")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, consultation, sorts: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        shown = [(value, label) for value, label in Status.choices if value != Status.DRAFT]
        self.fields["theme"].queryset = themes_of(consultation)
        self.fields["etat"].choices = [("", _("Tous les états")), *shown]
        self.fields["lieu"].queryset = places_of(consultation).filter(proposals__consultation=consultation).distinct()
        self.fields["tri"].choices = [(sort, SORTS[sort]) for sort in sorts]

    def asked(self) -> dict:
        """Return the part of the question that makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
