"""What the style page shows of the larger pieces that pages share: calendars, ledgers, filters, work under way."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _

PARIS = "Europe/Paris"
#: Days from now, what happens, what it is about, where.
COMING = [
    (6, _("Dépouillement"), _("Budget participatif du bien-vivre"), _("Saint-Dié-des-Vosges")),
    (18, _("Atelier"), _("Ouvrir la recherche au quartier"), _("Salle 307, 3e étage")),
]
THEMES = [_("Nature en ville"), _("Lien social"), _("Mobilité")]


class SampleFilters(forms.Form):
    """A search in sight, and the rest one step away."""

    q = forms.CharField(label=_("Mots"), required=False)
    theme = forms.ChoiceField(label=_("Thème"), choices=[("", _("Tous")), *((str(name), name) for name in THEMES)])


def pieces(now) -> dict:
    """Return what ``style/pieces.html`` shows."""
    return {
        "calendar": {"rows": [_line(now, *line) for line in COMING]},
        "links": [{"url": "#morceaux", "label": name, "note": _("une précision")} for name in THEMES],
        "themes": [SimpleNamespace(name=name) for name in THEMES],
        "filters": SampleFilters({"theme": str(THEMES[0])}, auto_id="filter_%s"),
        "broken": _("Le fichier n’a pas pu être écrit. Demandez-le de nouveau."),
    }


def _line(now, days: int, what: str, title: str, where: str) -> dict:
    at = now + timedelta(days=days)
    return {"at": at, "zone": PARIS, "what": what, "title": title, "where": where, "url": "#morceaux"}
