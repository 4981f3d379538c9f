"""What a manager types about a vote before it is sealed: amounts in euros, addresses made from the question."""

import json
from typing import ClassVar

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet

from crois_sens.kernel.text import slug
from participation.ballots.kinds import kinds_to_choose, only_rule_of
from participation.ballots.method_fields import Method, apart, methods_of, stylesheet
from participation.ballots.models import (
    OTHER_RULES_OF,
    RULES_OF,
    BallotKind,
    Choice,
    IdeaOnBallot,
    Poll,
    RuleName,
    Urn,
)
from territories.instance.forms import EurosField

#: The fields that say the method.
METHOD = ("ballot_kind", "rule", "other_rule")


def _does_not_apply(field: forms.Field, kept) -> str:
    """Say that a field does not go with the chosen method, and what to leave there."""
    if kept in (None, ""):
        return _now("Ceci ne va pas avec ce bulletin et cette règle : laissez ce champ vide.")
    if kept is False:
        return _now("Ceci ne va pas avec ce bulletin et cette règle : décochez cette case.")
    left = dict(getattr(field, "choices", ())).get(kept, kept)
    return _now("Ceci ne va pas avec ce bulletin et cette règle : laissez « %(left)s ».") % {"left": left}


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
            *("rule", "when_it_does_not_fit", "zones_first", "utility", "completion", "preferred_by"),
            *("envelope_cents", "cap_cents", "min_votes"),
            *("max_winners", "quorum", "electorate", "other_rule"),
            *("paper", "duplicates", "receipts", "ballots_published"),
            *("key_method", "link_proof", "contest_hours"),
        )
        help_texts: ClassVar = {
            "ballot_kind": _("Les champs qui ne vont pas avec ce bulletin et sa règle disparaissent."),
            "max_winners": _("Sans argent : le nombre de réponses retenues, une si c’est vide."),
            "quorum": _("Moins de votants : rien n’est retenu. Les blancs et les nuls sont des votants."),
            "key_method": _("Chaque façon a ses conséquences : elles sont dites dans « Qui peut voter », au pilotage."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "ballot_kind" not in self.fields:
            return
        field = self.fields["ballot_kind"]
        field.choices = kinds_to_choose()
        field.widget.attrs["data-rules"] = json.dumps(
            {kind: {rule: OTHER_RULES_OF[kind, rule] for rule in rules} for kind, rules in RULES_OF.items()}
        )
        for name in apart(*self._methods(*(self[name].value() for name in METHOD))):
            self.fields[name].required = False

    @property
    def hiding(self) -> str:
        """The style sheet that hides what does not apply; nothing where the vote is only read."""
        return mark_safe(stylesheet()) if "ballot_kind" in self.fields else ""

    def clean(self):
        typed = super().clean()
        if "ballot_kind" in typed:
            self._clean_method(typed)
        consultation = typed.get("consultation")
        if not typed.get("slug") and consultation is not None and not self.errors:
            typed["slug"] = self._free_address(consultation.slug)
        return typed

    # --- The method -----------------------------------------------------------------------------------------------
    def _methods(self, kind: str, rule: str | None, other: str | None) -> list[Method]:
        """The method that is chosen, or those of its ballot while its rule is not one of them."""
        rule = only_rule_of(kind) or rule
        if rule not in RULES_OF.get(kind, ()):
            return methods_of(kind) if kind in RULES_OF else []
        return [Method(kind, rule, other if other in OTHER_RULES_OF[kind, rule] else "")]

    def _clean_method(self, typed: dict) -> None:
        """Refuse, at its field, what does not go with the chosen ballot and rule; what was there before is left out."""
        kind, rule = typed["ballot_kind"], typed.get("rule")
        methods = self._methods(kind, rule, typed.get("other_rule"))
        for name in apart(*methods):
            kept = self._meta.model._meta.get_field(name).get_default()
            if name in self.changed_data and typed.get(name) not in (kept, None, "") and name != "rule":
                self.add_error(name, _does_not_apply(self.fields[name], kept))
            typed[name] = kept
        if only := only_rule_of(kind):
            typed["rule"] = only
        elif rule not in RULES_OF[kind]:
            offered = ", ".join(f"« {RuleName(one).label} »" for one in RULES_OF[kind])
            self.add_error("rule", _now("Cette règle ne va pas avec ce bulletin. Choisissez : %s.") % offered)
        if (other := typed.get("other_rule")) and other not in OTHER_RULES_OF.get((kind, rule), ()):
            self.add_error("other_rule", _("Cette règle ne lit pas les mêmes bulletins que celle du vote."))
        if kind == BallotKind.POINTS and not typed.get("points") and "points" not in self.errors:
            self.add_error("points", _("Un bulletin à points en donne au moins un."))

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


class PollFormSet(PaginationInlineFormSet):
    """Lines in the form of a poll, which know their poll also before it is written."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.poll = self.instance
        return form


class RuledFormSet(PollFormSet):
    """Lines about projects, held to the rule that is chosen in the same page."""

    def clean(self):
        super().clean()
        for form in self.forms:
            typed = getattr(form, "cleaned_data", {})
            if typed.get("exclusive_group") and not self.instance.has_money:
                told = _("Sans argent, aucun projet n’en exclut un autre : laissez vide.")
                form.add_error("exclusive_group", told)
            if typed.get("zone") and not self.instance.zones_first:
                told = _("Une zone se dit quand chaque zone passe d’abord : cochez-le dans la règle, ou laissez vide.")
                form.add_error("zone", told)


class LineOfPollForm(forms.ModelForm):
    """A line in the form of a poll: it belongs to the consultation of its poll, which no field asks for.

    Lines of one page are compared with it too, so that a number given twice is told at its field.
    """

    def _get_validation_exclusions(self) -> set[str]:
        left_out = super()._get_validation_exclusions()
        return left_out - {"consultation"} if self.instance.consultation_id else left_out

    def _post_clean(self) -> None:
        self.instance.consultation_id = self.instance.poll.consultation_id
        super()._post_clean()


class IdeaOnBallotForm(LineOfPollForm):
    """What is said of an idea before the seal: projects that exclude each other."""

    class Meta:
        model = IdeaOnBallot
        fields = ("proposal", "exclusive_group", "zone")

    def clean_proposal(self):
        idea = self.cleaned_data["proposal"]
        if self.instance.poll.ideas_said.filter(proposal=idea).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Cette idée a déjà sa ligne."))
        return idea


class HandChoiceForm(LineOfPollForm):
    """A project that comes from no idea."""

    cost_cents = EurosField(label=_("Coût"), required=False, help_text=_("Vide dans un vote sans argent."))

    class Meta:
        model = Choice
        fields = ("no", "title", "text", "cost_cents", "exclusive_group", "zone")

    def save(self, commit=True):
        choice = self.instance
        choice.code = f"{slug(choice.title, length=30)}-{choice.no}"
        return super().save(commit)


class UrnForm(LineOfPollForm):
    """A place where people vote on paper."""

    class Meta:
        model = Urn
        fields = ("name", "address")
