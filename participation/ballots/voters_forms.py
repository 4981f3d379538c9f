"""What people type to be recognised, on the web and at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import sort_key
from participation.ballots.forms import MOST_PEOPLE
from participation.ballots.models import CIVIL, LISTED, DocumentKind, KeyMethod, Poll, Urn

#: A date as people write it; a calendar to click through is no way to a year of birth.
BIRTH_DATE = {
    "input_formats": ["%d/%m/%Y", "%d %m %Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
    "widget": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday", "placeholder": "24/08/1962"}),
    "help_text": _("Jour, mois, année : 24/08/1962."),
}


class ListLineForm(forms.Form):
    """A person of the imported list."""

    number = forms.IntegerField(label=_("Votre numéro sur la liste"), min_value=1, max_value=MOST_PEOPLE)
    born = forms.DateField(label=_("Votre date de naissance"), **BIRTH_DATE)


class CodeForm(forms.Form):
    """The holder of a letter."""

    code = forms.CharField(
        label=_("Code de la lettre"),
        max_length=40,
        help_text=_("Douze signes. Les tirets et les majuscules ne comptent pas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class CivilForm(forms.Form):
    """What an agent reads on an identity document; only a keyed hash of it is kept."""

    birth_name = forms.CharField(label=_("Nom de naissance"), max_length=120)
    first_names = forms.CharField(label=_("Premier prénom"), max_length=120)
    born = forms.DateField(label=_("Date de naissance"), **BIRTH_DATE)
    birthplace = forms.CharField(
        label=_("Commune de naissance"),
        required=False,
        max_length=120,
        help_text=_("Seulement si une autre personne du même nom, née le même jour, a déjà été enregistrée."),
    )

    def clean_birth_name(self) -> str:
        return _with_letters(self.cleaned_data["birth_name"])

    def clean_first_names(self) -> str:
        return _with_letters(self.cleaned_data["first_names"])


def _with_letters(name: str) -> str:
    if not sort_key(name):
        raise forms.ValidationError(_("Écrivez ce nom en lettres latines, comme sur la pièce."))
    return name


class RegisterForm(CivilForm):
    """A person who showed an identity document and will vote on the web."""

    email = forms.EmailField(label=_("Adresse électronique de son compte"))


class DocumentForm(forms.Form):
    """A person who showed what ties them to the territory."""

    email = forms.EmailField(label=_("Adresse électronique de son compte"))
    kind = forms.ChoiceField(label=_("Justificatif vu"), choices=DocumentKind)


class StrikeOffForm(forms.Form):
    """A person who votes on paper: the urn, and what the method of the poll asks them to show."""

    urn = forms.ModelChoiceField(label=_("Lieu de vote"), queryset=Urn.objects.none(), empty_label=None)

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["urn"].queryset = poll.urns.all()
        shown = _shown(poll)
        self.fields |= shown
        self.order_fields(["urn", *shown])
        self.one_of = () if poll.key_method in CIVIL else tuple(shown)

    def clean(self):
        given = super().clean()
        if self.one_of and not any(given.get(name) for name in self.one_of) and not self.errors:
            labels = [str(self.fields[name].label).lower() for name in self.one_of]
            raise forms.ValidationError(_("Indiquez : %(labels)s."), params={"labels": _(" ou ").join(labels)})
        return given


class UndoForm(StrikeOffForm):
    """A person struck off by mistake, before their ballot went into the urn."""

    reason = forms.CharField(label=_("Motif"), max_length=200)


def _shown(poll: Poll) -> dict[str, forms.Field]:
    """The fields by which a desk recognises somebody for this poll."""
    if poll.key_method in CIVIL:
        return CivilForm().fields
    line = forms.IntegerField(label=_("Numéro de ligne"), required=False, min_value=1, max_value=MOST_PEOPLE)
    if poll.key_method in LISTED:
        line.help_text = _("Le numéro de la personne sur la liste des votants, ou de sa lettre.")
        code = {"code": forms.CharField(label=_("Code de la lettre"), required=False, max_length=40)}
        return {"line_no": line, **(code if poll.key_method == KeyMethod.CODE else {})}
    line.help_text = _("Sans adresse : le numéro de la ligne que la personne signe.")
    email = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        help_text=_("Si la personne en a une : c’est par elle que le vote par internet la reconnaîtra."),
    )
    return {"email": email, "line_no": line}
