"""The languages that people write in: a text in another language than its page says so, for who listens to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

FRENCH = "fr"
#: Code → the name that its speakers give it; French first, those of France next, then those of many who live there.
LANGUAGES = {
    FRENCH: "français",
    "gsw": "Elsässerditsch",
    "eu": "euskara",
    "br": "brezhoneg",
    "co": "corsu",
    "gcf": "kréyòl",
    "rcf": "kréol rényoné",
    "oc": "occitan",
    "de": "Deutsch",
    "ar": "العربية",
    "en": "English",
    "es": "español",
    "it": "italiano",
    "pl": "polski",
    "pt": "português",
    "tr": "Türkçe",
    "uk": "українська",
}
#: Languages written from right to left.
LEFTWARD = {"ar"}


class LanguageField(forms.ChoiceField):
    """The language of what one writes: French for who says nothing."""

    def __init__(self, **options):
        options.setdefault("label", _("Langue de votre texte"))
        options.setdefault("help_text", _("Pour qu’une synthèse vocale le lise avec le bon accent."))
        super().__init__(choices=list(LANGUAGES.items()), required=False, initial=FRENCH, **options)

    def clean(self, value):
        return super().clean(value) or FRENCH
