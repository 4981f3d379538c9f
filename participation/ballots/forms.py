"""What people type about a vote; whether a ballot is valid is asked of the sealed contract."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.contract import Contract, contract_for
from participation.ballots.models import PUBLIC_KEY, Poll
from participation.ballots.operations.archives import choices_of_the_past

#: More people than any urn or list holds; a number beyond it is a slip of the hand.
MOST_PEOPLE = 10_000_000
#: A number as it is kept on a device.
NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


class BallotForm(forms.Form):
    """What is chosen on a ballot, or given to each choice; an empty one is handed in by « voter blanc » only."""

    choices = forms.TypedMultipleChoiceField(
        label=_("Projets"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, contract: Contract, blank: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.blank = blank
        if self.contract.form.numbers:
            del self.fields["choices"]
            for no in self.contract.offered:
                self.fields[f"points_{no}"] = forms.IntegerField(label=no, required=False, min_value=0)
        else:
            self.fields["choices"].choices = [(no, no) for no in self.contract.offered]

    def marks(self) -> set[int] | dict[int, int]:
        """What is marked on the page, whether or not it makes a valid ballot."""
        if not self.contract.form.numbers:
            return {int(no) for no in self.data.getlist("choices") if no in self.contract.offered}
        typed = {int(no): self.data.get(f"points_{no}", "") for no in self.contract.offered}
        return {no: int(number) for no, number in typed.items() if NUMBER.fullmatch(number)}

    def clean(self) -> dict:
        typed = super().clean()
        if self.errors:
            return typed
        given, field = self._given(typed), None if self.contract.form.numbers else "choices"
        if not given and not self.blank:
            self.add_error(field, _("Faites votre choix, ou votez blanc."))
            return typed
        try:
            marks = self.contract.check(given)
        except Refusal as refusal:
            self.add_error(field, str(refusal))
            return typed
        numbered = dict(zip(marks.choices, marks.points, strict=True)) if self.contract.form.numbers else marks.choices
        return {**typed, "marks": numbered}

    def _given(self, typed: dict) -> list[int] | dict[int, int]:
        if self.blank:
            return {} if self.contract.form.numbers else []
        if not self.contract.form.numbers:
            return typed["choices"]
        return {int(no): typed[f"points_{no}"] for no in self.contract.offered if typed[f"points_{no}"]}


class DeclarationForm(forms.Form):
    """The declaration on one's honour, where the consultation asks for one that was not made yet."""

    declared = forms.BooleanField(required=True)

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["declared"].label = label


class SheetForm(forms.Form):
    """The totals of a sheet: voters, blank, void, and votes of each project."""

    voters = forms.IntegerField(label=_("Votants (bulletins trouvés dans l’urne)"), min_value=0, max_value=MOST_PEOPLE)
    blank = forms.IntegerField(label=_("Bulletins blancs"), min_value=0, max_value=MOST_PEOPLE)
    void = forms.IntegerField(label=_("Bulletins nuls"), min_value=0, max_value=MOST_PEOPLE)

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = list(contract_for(poll).codes)
        titles = dict(poll.choices.values_list("no", "title"))
        for no in self.numbers:
            label = f"{no}. {titles[no]}"
            self.fields[f"votes_{no}"] = forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE)

    def totals(self) -> dict:
        """What was typed, as the operation takes it."""
        typed = self.cleaned_data
        votes = {no: typed[f"votes_{no}"] for no in self.numbers}
        return {"voters": typed["voters"], "blank": typed["blank"], "void": typed["void"], "votes": votes}


class BallotsForm(forms.Form):
    """Paper ballots one by one: a line each, with what it marks, « blanc » or « nul »."""

    ballots = forms.CharField(
        label=_("Bulletins, un par ligne"),
        widget=forms.Textarea(attrs={"rows": 16, "autocomplete": "off", "spellcheck": "false"}),
        required=False,
        help_text=_("Les numéros choisis, séparés par des espaces : « 1 4 ». Sinon « blanc » ou « nul »."),
    )

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = contract_for(poll).form.numbers
        if self.numbers:
            self.fields["ballots"].help_text = _(
                "Chaque numéro avec ses points, sa mention ou son rang : « 1:5 4:3 ». Sinon « blanc » ou « nul »."
            )

    def clean_ballots(self) -> list[tuple[str, list[int] | dict[int, int]]]:
        return [self._read(no, line) for no, line in enumerate(self.cleaned_data["ballots"].splitlines(), start=1)]

    def _read(self, no: int, line: str) -> tuple[str, list[int] | dict[int, int]]:
        word = line.strip().casefold()
        if word in ("blanc", "b"):
            return "blank", []
        if word in ("nul", "n"):
            return "void", []
        marks = word.replace(",", " ").split()
        try:
            if not self.numbers:
                return "valid", [int(number) for number in marks]
            pairs = [mark.split(":") for mark in marks]
            return "valid", {int(number): int(given) for number, given in pairs}
        except ValueError:
            raise forms.ValidationError(
                _("Ligne %(no)s : « %(line)s » ne se lit pas."), params={"no": no, "line": line}
            ) from None


class ReconcileForm(forms.Form):
    """Why rolls and ballots differ, where they do."""

    gap_reason = forms.CharField(label=_("Pourquoi émargements et bulletins diffèrent"), widget=forms.Textarea)


class WithdrawalForm(forms.Form):
    """Which project is withdrawn and why."""

    choice = forms.ModelChoiceField(label=_("Projet"), queryset=None, empty_label=None)
    reason = forms.CharField(label=_("Motif, publié"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].queryset = poll.choices.filter(withdrawn_at=None)


class DecisionForm(forms.Form):
    """The council's deliberation on a result."""

    number = forms.CharField(label=_("Numéro de la délibération"), max_length=40)
    decided_on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    adopted = forms.TypedMultipleChoiceField(
        label=_("Projets adoptés"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Ce que le conseil n’a pas suivi, et pourquoi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(label=_("Délibération (PDF)"), required=False)

    def __init__(self, *args, winners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adopted"].choices = [(one.no, f"{one.no}. {one.title}") for one in winners]
        self.fields["adopted"].initial = [one.no for one in winners]


class CertifyForm(forms.Form):
    """The procès-verbal is signed: its scan may come with the statement."""

    signed = forms.BooleanField(label=_("Le procès-verbal est signé."))
    file = forms.FileField(label=_("Procès-verbal signé (PDF)"), required=False)


class ObserverForm(forms.Form):
    """Somebody who will watch the log of a vote with a key of their own."""

    name = forms.CharField(label=_("Nom public"), max_length=120)
    key = forms.CharField(
        label=_("Clé publique Ed25519"),
        validators=[PUBLIC_KEY],
        help_text=_("64 chiffres hexadécimaux, que l’observateur obtient avec « python observe.py key »."),
    )


class CosignForm(forms.Form):
    """The signature of an observer on a head of the log."""

    size = forms.IntegerField(label=_("Taille de la tête signée"), min_value=1)
    signature = forms.RegexField(
        r"^\s*[0-9a-f]{128}\s*$", label=_("Signature"), help_text=_("128 chiffres hexadécimaux.")
    )

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.head = poll, None

    def clean_size(self) -> int:
        self.head = self.poll.heads.filter(size=self.cleaned_data["size"]).select_related("poll").first()
        if self.head is None:
            raise forms.ValidationError(_("Ce journal n’a pas de tête de cette taille."))
        return self.cleaned_data["size"]


class BackupsForm(forms.Form):
    """Until when backups of the days of the vote exist."""

    until = forms.DateField(label=_("Détruites le"), widget=forms.DateInput(attrs={"type": "date"}))


class PastResultForm(forms.Form):
    """A vote held elsewhere, of which totals were published: its days, its ballots, and the votes of each project."""

    first_day = forms.DateField(label=_("Premier jour du vote"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Dernier jour du vote"), widget=forms.DateInput(attrs={"type": "date"}))
    voters = forms.IntegerField(
        label=_("Votants"), required=False, min_value=0, help_text=_("Vide : leur nombre n’a pas été publié.")
    )
    blank = forms.IntegerField(label=_("Bulletins blancs"), min_value=0, initial=0)
    void = forms.IntegerField(label=_("Bulletins nuls"), min_value=0, initial=0)

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        choices = choices_of_the_past(poll)
        for one in choices:
            self.fields[f"votes_{one.no}"] = forms.IntegerField(label=f"{one.no}. {one.title}", min_value=0)
        self.numbers = [one.no for one in choices]

    def clean(self) -> dict:
        """What was typed, as the operation takes it."""
        typed = super().clean()
        return typed | {"votes": {no: typed.pop(f"votes_{no}", None) for no in self.numbers}}
