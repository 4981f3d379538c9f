"""What somebody writes who contests a decision on their vote."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2_000


class ContestForm(forms.Form):
    """Why the decision is wrong."""

    reason = forms.CharField(
        label=_("Pourquoi c’est une erreur"),
        help_text=_(
            "La commission ne voit que votre adresse masquée et ce que vous écrivez ici, jamais votre vote. Par "
            "exemple : « Nous sommes cinq salariés du même atelier, nos adresses se ressemblent. »"
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
