"""What the rules decide, said in French: moments, windows, conditions, states."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.consultations.rules import State, Welcome, Window
from participation.consultations.rules.eligibility import Missing
from territories.accounts.models import Link
from territories.instance.templatetags.house import deadline, moment

ACTIVITIES = {
    Welcome.IDEA: gettext_lazy("le dépôt d’idées"),
    Welcome.COMMENT: gettext_lazy("le débat"),
    Welcome.SUPPORT: gettext_lazy("le soutien aux idées"),
    Welcome.DECISION: gettext_lazy("l’examen de la recevabilité"),
    Welcome.STUDY: gettext_lazy("l’étude des idées"),
    Welcome.CAMPAIGN: gettext_lazy("la campagne"),
    Welcome.BALLOT: gettext_lazy("le vote"),
    Welcome.COUNT: gettext_lazy("le dépouillement"),
    Welcome.RESULT: gettext_lazy("l’annonce du résultat"),
    Welcome.DELIVERY: gettext_lazy("la réalisation"),
}

STATES = {
    State.DRAFT: gettext_lazy("Brouillon"),
    State.FROZEN: gettext_lazy("Suspendue"),
    State.COMING: gettext_lazy("À venir"),
    State.OPEN: gettext_lazy("Ouverte"),
    State.UNDER_WAY: gettext_lazy("En cours d’examen"),
    State.PAST: gettext_lazy("Terminée"),
}

#: What to do about each missing condition: the sentence, and the label of the link that leads there.
REMEDIES = {
    Missing.SIGN_IN: (
        gettext_lazy("Connectez-vous, ou créez un compte, pour participer."),
        gettext_lazy("Se connecter"),
    ),
    Missing.HOME: (
        gettext_lazy("Indiquez votre commune dans votre profil : cette consultation s’adresse à un territoire."),
        gettext_lazy("Indiquer ma commune"),
    ),
    Missing.OTHER_AREA: (
        gettext_lazy("Cette consultation s’adresse au territoire « %(area)s ». Votre commune n’en fait pas partie."),
        gettext_lazy("Corriger ma commune"),
    ),
    Missing.LINK: (
        gettext_lazy("Dites dans votre profil si vous habitez, travaillez ou étudiez dans votre commune."),
        gettext_lazy("Indiquer mon lien avec ma commune"),
    ),
    Missing.OTHER_LINK: (
        gettext_lazy("Pour participer, il faut pouvoir dire : %(links)s."),
        gettext_lazy("Corriger mon lien avec ma commune"),
    ),
    Missing.DECLARATION: (
        gettext_lazy("Faites votre déclaration sur l’honneur : elle suffit pour toute la consultation."),
        gettext_lazy("Faire ma déclaration"),
    ),
}


def why_not_welcome(what: Welcome, window: Window, zone: str) -> str:
    """Say when a contribution will be welcome, or since when it is not."""
    activity = capfirst(str(ACTIVITIES[what]))
    if window.opens_at is not None:
        return _("%(activity)s ouvre le %(when)s.") % {"activity": activity, "when": moment(window.opens_at, zone)}
    if window.closes_at is not None:
        return _("%(activity)s a pris fin le %(when)s.") % {
            "activity": activity,
            "when": deadline(window.closes_at, zone),
        }
    return _("Le calendrier de cette consultation ne prévoit pas %(activity)s.") % {"activity": ACTIVITIES[what]}


def remedy(missing: Missing, consultation) -> str:
    """Say what a person does about a missing condition of this consultation."""
    sentence, _label = REMEDIES[missing]
    return str(sentence) % {"area": consultation.area, "links": link_names(consultation)}


def link_names(consultation) -> str:
    """Name the accepted links as people say them: « j’y habite ou j’y travaille »."""
    names = [str(label) for value, label in Link.choices if value in consultation.accepted_links]
    return _(" ou ").join(names)
