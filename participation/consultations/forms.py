"""What managers type about a consultation, and what residents declare."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from participation.consultations.models import Consultation, Phase, Rulebook
from participation.consultations.operations.editions import free_slug
from territories.accounts.models import Link
from territories.instance.forms import EurosField, LocalDateTimeField
from territories.instance.models import Theme

#: Time zones of France: where an hour is typed and read.
TIME_ZONES = [
    ("Europe/Paris", _("Hexagone et Corse")),
    ("America/Guadeloupe", _("Guadeloupe")),
    ("America/Martinique", _("Martinique")),
    ("America/Cayenne", _("Guyane")),
    ("Indian/Reunion", _("La Réunion")),
    ("Indian/Mayotte", _("Mayotte")),
    ("America/Miquelon", _("Saint-Pierre-et-Miquelon")),
    ("America/St_Barthelemy", _("Saint-Barthélemy")),
    ("America/Marigot", _("Saint-Martin")),
    ("Pacific/Noumea", _("Nouvelle-Calédonie")),
    ("Pacific/Tahiti", _("Polynésie française (Tahiti)")),
    ("Pacific/Marquesas", _("Polynésie française (Marquises)")),
    ("Pacific/Gambier", _("Polynésie française (Gambier)")),
    ("Pacific/Wallis", _("Wallis-et-Futuna")),
]
#: Height of the longer fields.
ROWS = {"description": 8, "declaration": 3, "archived_facts": 4}


class ErrorsAtFields:
    """A form that shows what the database refuses beside the field that is wrong, by the code of the constraint."""

    at_fields: dict[str, str] = {}

    def _update_errors(self, errors):
        if hasattr(errors, "error_dict"):
            found = errors.error_dict
            for error in found.pop(NON_FIELD_ERRORS, []):
                field = self.at_fields.get(error.code, NON_FIELD_ERRORS)
                found.setdefault(field if field in self.fields else NON_FIELD_ERRORS, []).append(error)
        super()._update_errors(errors)


class FactsField(forms.CharField):
    """Figures of a process that was run elsewhere, one per line: ``10 | réunions publiques``."""

    widget = forms.Textarea
    default_error_messages = {"invalid": _("Écrivez une ligne par chiffre : « 10 | réunions publiques ».")}

    def to_python(self, value) -> dict:
        """Read lines into ``{"figures": [{"value", "label"}]}``; nothing typed is no archive."""
        lines = [line for line in super().to_python(value).splitlines() if line.strip()]
        figures = []
        for line in lines:
            number, mark, label = (part.strip() for part in line.partition("|"))
            if not (number and mark and label):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            figures.append({"value": number, "label": label})
        return {"figures": figures} if figures else {}

    def prepare_value(self, value):
        """Show figures as lines, and what was typed wrongly as it was typed."""
        if isinstance(value, dict):
            return "\n".join(f"{fact['value']} | {fact['label']}" for fact in value.get("figures", []))
        return value

    def has_changed(self, initial, data) -> bool:
        """Compare figures, not spaces."""
        try:
            return (initial or {}) != self.to_python(data or "")
        except forms.ValidationError:
            return True


class ConsultationForm(ErrorsAtFields, forms.ModelForm):
    """A consultation: what it is, who may take part, and with how much money."""

    at_fields = {
        "words_of_law": "title",
        "envelope": "envelope_cents",
        "cap": "project_cap_cents",
        "edition": "edition",
    }

    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=TIME_ZONES, initial="Europe/Paris")
    envelope_cents = EurosField(label=_("Enveloppe, en euros"), required=False)
    project_cap_cents = EurosField(
        label=_("Plafond par projet, en euros"), required=False, help_text=_("Vide : pas de plafond.")
    )
    accepted_links = forms.MultipleChoiceField(
        label=_("Qui peut participer"),
        choices=[
            (Link.LIVES, _("Les personnes qui habitent le territoire")),
            (Link.WORKS, _("Les personnes qui y travaillent")),
            (Link.STUDIES, _("Les personnes qui y étudient")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun lien coché : tout le monde peut participer."),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label=_("Thèmes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    archived_facts = FactsField(
        label=_("Chiffres d’une démarche passée, menée ailleurs"),
        required=False,
        help_text=_("Une ligne par chiffre : « 10 | réunions publiques ». Vide pour une consultation menée ici."),
    )
    change_reason = forms.CharField(
        label=_("Motif du changement"),
        required=False,
        max_length=300,
        help_text=_("La consultation est publiée : chaque changement est public, avec son motif."),
    )

    class Meta:
        model = Consultation
        fields = ["title", "slug"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.published_at is None:
            self.fields.pop("change_reason", None)
        for name, rows in ROWS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = rows
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Vide : écrite d’après le titre. Ne change plus après la publication.")

    def clean_slug(self) -> str:
        """Write the address from the title when none was given."""
        return self.cleaned_data.get("slug") or free_slug(self.cleaned_data.get("title", ""))

    def clean(self):
        """Refuse a change to what is published without the reason that will be shown."""
        data = super().clean()
        changed = set(self.changed_data) - {"change_reason"}
        if "change_reason" in self.fields and changed and not data.get("change_reason"):
            self.add_error("change_reason", _("Dites pourquoi : le motif est public."))
        return data


class PhaseForm(ErrorsAtFields, forms.ModelForm):
    """A phase, its dates typed on the clock of the consultation."""

    at_fields = {"closes_after_it_opens": "closes_at"}

    opens_at = LocalDateTimeField(label=_("Ouvre le"))
    closes_at = LocalDateTimeField(label=_("Ferme le"), help_text=_("À cette heure, c’est fermé."))

    class Meta:
        model = Phase
        fields = ["kind", "opens_at", "closes_at", "text"]

    def __init__(self, *args, parent: Consultation | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.parent = parent or Consultation()
        if "text" in self.fields:
            self.fields["text"].widget.attrs["rows"] = 2
        self._use_zone()

    def full_clean(self):
        """Read the hours when the page around has been read: only then is the time zone the one that was typed."""
        self._use_zone()
        super().full_clean()

    def _use_zone(self) -> None:
        for field in self.fields.values():
            if isinstance(field, LocalDateTimeField):
                field.use_zone(self.parent.time_zone)


class RulebookForm(forms.ModelForm):
    """A version of the règlement; the council's decision comes as a PDF."""

    deliberation_upload = forms.FileField(label=_("Délibération (PDF)"), required=False)

    class Meta:
        model = Rulebook
        fields = ["consultation", "text", "reason", "deliberation_number", "deliberated_on"]


class DeclarationForm(forms.Form):
    """What a resident declares in order to take part."""

    declared = forms.BooleanField(
        label=_("Je le déclare sur l’honneur."),
        error_messages={"required": _("Cochez la case pour faire votre déclaration.")},
    )
