"""What a manager types about a vote before it is sealed: amounts in euros, addresses made from the question."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.text import slug
from participation.ballots.kinds import kinds_to_choose, only_rule_of
from participation.ballots.models import SPENDING, Choice, Poll, Urn
from territories.instance.forms import EurosField


class PollForm(forms.ModelForm):
    """A vote in preparation."""

    envelope_cents = EurosField(
        label=_("Enveloppe"), required=False, help_text=_("En euros. Vide : celle de la consultation.")
    )
    cap_cents = EurosField(
        label=_("Plafond par projet"), required=False, help_text=_("En euros. Vide : celui de la consultation.")
    )
    slug = forms.SlugField(
        label=_("Adresse"), required=False, max_length=80, help_text=_("Vide : d’après la consultation.")
    )

    class Meta:
        model = Poll
        fields = (
            *("consultation", "question", "slug", "text", "ballot_kind"),
            *("min_choices", "max_choices", "points", "allow_blank"),
            *("rule", "when_it_does_not_fit", "utility", "completion", "envelope_cents", "cap_cents", "min_votes"),
            *("max_winners", "quorum", "electorate", "other_rule"),
            *("paper", "duplicates", "receipts", "ballots_published"),
            *("key_method", "link_proof"),
        )
        help_texts: ClassVar = {
            "ballot_kind": _(
                "Un bulletin à une seule règle la reçoit d’office, quelle que soit celle choisie ci-dessous."
            ),
            "max_winners": _("Sans argent : le nombre de réponses retenues, une si c’est vide."),
            "quorum": _("Moins de votants : rien n’est retenu. Les blancs et les nuls sont des votants."),
            "key_method": _("Chaque façon a ses conséquences : elles sont dites dans « Qui peut voter », au pilotage."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "ballot_kind" in self.fields:
            self.fields["ballot_kind"].choices = kinds_to_choose()

    def clean(self):
        typed = super().clean()
        if only := only_rule_of(typed.get("ballot_kind")):
            typed["rule"] = only
        if typed.get("rule") not in SPENDING:
            typed |= {"envelope_cents": None, "cap_cents": None}
        consultation = typed.get("consultation")
        if not typed.get("slug") and consultation is not None and not self.errors:
            typed["slug"] = self._free_address(consultation.slug)
        return typed

    def clean_key_method(self) -> str:
        chosen = self.cleaned_data["key_method"]
        if chosen != self.initial.get("key_method", chosen) and self.instance.electors.filter(listed=True).exists():
            raise forms.ValidationError(_("Ce scrutin a déjà une liste : videz-la d’abord dans « Qui peut voter »."))
        return chosen

    def _free_address(self, wanted: str) -> str:
        """The address of the consultation, or with a number when another vote has it."""
        address, number = wanted[:76], 1
        while Poll.objects.filter(slug=address).exclude(pk=self.instance.pk).exists():
            number += 1
            address = f"{wanted[:76]}-{number}"
        return address


class HandChoiceForm(forms.ModelForm):
    """A project that comes from no idea."""

    cost_cents = EurosField(label=_("Coût"), required=False, help_text=_("Vide dans un vote sans argent."))

    class Meta:
        model = Choice
        fields = ("no", "title", "text", "cost_cents")

    def save(self, commit=True):
        choice = self.instance
        choice.consultation_id = choice.poll.consultation_id
        choice.code = f"{slug(choice.title, length=30)}-{choice.no}"
        return super().save(commit)


class UrnForm(forms.ModelForm):
    """A place where people vote on paper."""

    class Meta:
        model = Urn
        fields = ("name", "address")

    def save(self, commit=True):
        self.instance.consultation_id = self.instance.poll.consultation_id
        return super().save(commit)
