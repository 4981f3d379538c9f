"""What an agent types for a person at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.proposals.forms import IdeaForm
from territories.accounts.models import Link, Participant
from territories.areas.forms import CommuneField

SOMEBODY_ELSE = "other"


class DeskForm(IdeaForm):
    """An idea and the person who brings it; somebody who came before is recognised, and not written down twice."""

    full_name = forms.CharField(label=_("Nom et prénom"), max_length=120)
    display_name = forms.CharField(
        label=_("Nom affiché"), max_length=60, help_text=_("Public, à côté de l’idée : « Jeanne M. », un pseudonyme…")
    )
    home = CommuneField(label=_("Commune"))
    links = forms.MultipleChoiceField(
        label=_("Lien avec la commune"), choices=Link.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    phone = forms.CharField(label=_("Téléphone"), max_length=20, required=False)
    postal_address = forms.CharField(
        label=_("Adresse postale"), max_length=240, required=False, help_text=_("Pour lui répondre par courrier.")
    )
    declared = forms.BooleanField(label=_("La personne a fait sa déclaration sur l’honneur devant moi."))
    field_order = [
        *("full_name", "home", "same", "display_name", "links", "phone", "postal_address"),
        *("title", "text", "theme", "area", "place", "cost_cents", "group_name", "declared"),
    ]
    PERSON = ("home", "display_name", "links", "full_name", "phone", "postal_address")
    known: Participant | None = None

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, consultation=consultation, **kwargs)
        for name in ("photo", "alt_text", "latitude", "longitude"):
            del self.fields[name]
        if consultation.conditions.needs_declaration:
            self.fields["declared"].help_text = consultation.conditions.declaration
        else:
            del self.fields["declared"]

    def clean(self):
        words = super().clean()
        if words.get("full_name") and words.get("home"):
            self._recognise(words)
        return words

    def _recognise(self, words: dict) -> None:
        """Ask whether somebody of this name and commune, without account, is the person at the desk."""
        rows = Participant.objects.filter(
            identity__full_name__iexact=words["full_name"], home=words["home"], user__isnull=True
        )
        candidates = {str(row.public_id): row for row in rows.select_related("identity")}
        if not candidates:
            return
        chosen = self.data.get("same", "")
        self.known = candidates.get(chosen)
        if self.known is None and chosen != SOMEBODY_ELSE:
            self.fields["same"] = self._question(candidates)
            self.order_fields(self.field_order)
            self.add_error("same", _("Une personne de ce nom est déjà connue dans cette commune : est-ce elle ?"))

    def _question(self, candidates: dict[str, Participant]) -> forms.ChoiceField:
        lines = [
            (key, f"{row.identity.full_name}, {row.identity.postal_address or row.home}")
            for key, row in candidates.items()
        ]
        choices = [*lines, (SOMEBODY_ELSE, _("Non, c’est une autre personne"))]
        return forms.ChoiceField(label=_("Déjà venue ?"), choices=choices, widget=forms.RadioSelect, required=False)

    def words(self) -> dict:
        """Return the idea, as the operation takes it; a desk has no map to point at."""
        return {name: self.cleaned_data[name] for name in self.WORDS if name in self.fields}

    def person(self) -> dict:
        """Return who it is, as the operation takes it."""
        return {name: self.cleaned_data[name] for name in self.PERSON}
