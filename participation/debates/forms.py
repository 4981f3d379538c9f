"""What people type in a debate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from territories.instance.languages import LanguageField


class CommentForm(forms.Form):
    """A remark, or an answer to one."""

    text = forms.CharField(
        label=_("Votre commentaire"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Votre nom affiché est public. Restez courtois : on discute les idées, pas les personnes."),
    )
    language = LanguageField()


class ReportForm(forms.Form):
    """Why a comment should go."""

    reason = forms.CharField(
        label=_("Qu’est-ce qui ne va pas ?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Injure, données personnelles, publicité… Seule l’équipe lira ce message."),
    )
