"""The style page: each component of the house in its states, for those who build pages (never in production)."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from territories.areas.forms import CommuneField
from territories.instance.charts import Bar, Chart, Column, Stretch, bars, columns, pairs, ribbon
from territories.instance.style_pieces import pieces

STATUSES = [
    ("submitted", _("Déposée")),
    ("admissible", _("Recevable")),
    ("inadmissible", _("Non recevable")),
    ("in_study", _("À l’étude")),
    ("feasible", _("Réalisable")),
    ("merged", _("Fusionnée")),
    ("withdrawn", _("Retirée par l’auteur")),
    ("on_ballot", _("Soumis au vote")),
    ("winner", _("Lauréat")),
    ("not_winner", _("Non lauréat")),
    ("under_way", _("En cours de réalisation")),
    ("done", _("Réalisé")),
    ("abandoned", _("Abandonné")),
]
RESULTS = [
    {"label": _("Aire de jeux pour tous"), "value": 588, "mark": "win", "note": _("30 000 €, lauréat")},
    {"label": _("Bancs et ombre"), "value": 521, "mark": "win", "note": _("16 500 €, lauréat")},
    {"label": _("Café de quartier"), "value": 402, "mark": "lose", "note": _("28 000 €, dépasse l’enveloppe")},
    {"label": _("Scène de festival"), "value": 95, "mark": "lose", "note": _("19 000 €, moins de 100 votes")},
]
POINTS = [
    {"title": "Saint-Dié-des-Vosges", "latitude": 48.2845, "longitude": 6.9495, "note": _("2 idées"), "url": "#carte"},
    {"title": "Raon-l’Étape", "latitude": 48.4056, "longitude": 6.8411, "note": _("1 idée"), "url": "#carte"},
    {"title": "Senones", "latitude": 48.3953, "longitude": 6.9781, "note": _("1 idée"), "url": "#carte"},
    {"title": "Fraize", "latitude": 48.1836, "longitude": 7.0025, "note": _("1 idée"), "url": "#carte"},
]
PHASES = [(_("appel à idées"), -60, -30), (_("étude"), -30, -6), (_("vote"), -6, 8), (_("résultat"), 8, 20)]


class SampleForm(forms.Form):
    """One field of each kind, with the errors that people meet."""

    title = forms.CharField(label=_("Titre de votre idée"), help_text=_("Une phrase courte, que l’on retient."))
    theme = forms.ChoiceField(
        label=_("Thème"), choices=[("", _("Choisir…")), ("nature", _("Nature en ville")), ("lien", _("Lien social"))]
    )
    text = forms.CharField(label=_("Description"), widget=forms.Textarea(attrs={"rows": 4}))
    link = forms.ChoiceField(
        label=_("Votre lien avec la commune"),
        choices=[("lives", _("J’y habite")), ("works", _("J’y travaille")), ("studies", _("J’y étudie"))],
        widget=forms.RadioSelect,
    )
    cost = forms.IntegerField(label=_("Coût estimé, en euros"), required=False, min_value=1)
    home = CommuneField(label=_("Votre commune"), help_text=_("Son nom ou son code postal."))
    photo = forms.FileField(label=_("Photo"), required=False, help_text=_("JPEG ou PNG, 5 Mo au plus."))
    agreed = forms.BooleanField(label=_("J’ai lu le règlement et je l’accepte."))


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; a page for builders, absent from a real installation."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    now = timezone.now()
    page = {
        "now": now,
        "empty_form": SampleForm(),
        "wrong_form": SampleForm({"title": "", "cost": "beaucoup", "home": "saint die"}, auto_id="wrong_%s"),
        "statuses": STATUSES,
        "results": RESULTS,
        "points": POINTS,
        "phases": [_phase(now, *phase) for phase in PHASES],
        **pieces(now),
        "page": SimpleNamespace(previous_query="?page=1", next_query="?page=3"),
        "charts": sample_charts(now),
        "said": [("info", _("À savoir")), ("ok", _("C’est fait")), ("warn", _("Attention")), ("bad", _("Impossible"))],
        "consequences": [_("Vos idées restent, sans votre nom."), _("Votre adresse est effacée aujourd’hui.")],
    }
    return render(request, "territories/instance/style.html", page)


def sample_charts(now) -> list[Chart]:
    """One chart of each kind."""
    ideas = [
        Bar(_("Aire de jeux pour tous"), (367, 221), ("367", "221", "588")),
        Bar(_("Café de quartier"), (252, 150), ("252", "150", "402"), strong=False),
        Bar(_("Scène de festival"), (60, 35), ("60", "35", "95"), strong=False),
    ]
    money = [Bar(_("Aire de jeux pour tous"), (30_000, 29_400), ("30 000 €", "29 400 €"))]
    days = [Column(str(date), voters, str(voters)) for date, voters in enumerate((49, 104, 103, 65, 28), start=18)]
    phases = [
        Stretch(str(name), now + timedelta(days=opens), now + timedelta(days=closes), (str(opens), str(closes)))
        for name, opens, closes in PHASES
    ]
    series = (_("Internet"), _("Papier"))
    return [
        bars(
            "style-voix",
            _("Deux séries, un minimum"),
            ideas,
            heads=(_("Projet"), *series, _("Voix")),
            series=series,
            threshold=(100, _("minimum : 100 voix")),
        ),
        pairs(
            "style-euros",
            _("Promis et fait"),
            money,
            heads=(_("Projet"), _("Voté"), _("Dépensé")),
            series=(_("Voté"), _("Dépensé")),
        ),
        columns("style-jours", _("Par jour"), days, heads=(_("Jour"), _("Votants"))),
        ribbon("style-phases", _("Un calendrier"), phases, heads=(_("Phase"), _("Ouvre"), _("Ferme")), now=now),
    ]


def _phase(now, label: str, opens: int, closes: int) -> SimpleNamespace:
    opens_at, closes_at = now + timedelta(days=opens), now + timedelta(days=closes)
    return SimpleNamespace(label=label, opens_at=opens_at, closes_at=closes_at, text="")
