"""Taking a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RegistrationForm(forms.Form):
    """A seat, and what is needed to sit in it."""

    needs = forms.CharField(
        label=_("Besoins d’accessibilité"),
        max_length=240,
        required=False,
        help_text=_("Boucle magnétique, fauteuil, langue des signes… Lu par l’organisateur seul, effacé ensuite."),
    )
