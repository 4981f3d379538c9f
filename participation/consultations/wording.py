"""What the rules decide, said in French: moments, windows, conditions, states."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crois_sens.kernel.money import euros
from participation.consultations.rules import State, Welcome, Window
from participation.consultations.rules.eligibility import Missing
from territories.accounts.models import Link
from territories.instance.templatetags.house import deadline, moment

#: Where people say where they live.
PROFILE = "/mon-espace/profil/"

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
    State.UNDER_WAY: gettext_lazy("En cours"),
    State.DELIVERY: gettext_lazy("En réalisation"),
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
        gettext_lazy("Cette consultation s’adresse au territoire « %(area)s ». Votre commune n’en fait pas partie."),
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


def plain_rules(consultation) -> list[str]:
    """Say the rules as one would to a neighbour."""
    conditions = consultation.conditions
    rules = [who_may_take_part(consultation)]
    if conditions.declaration:
        rules.append(
            _("Chaque personne déclare sur l’honneur : « %(text)s ».") % {"text": conditions.declaration.rstrip(".")}
        )
    if most := consultation.ideas_per_person:
        sentence = ngettext("Chacun dépose au plus %(n)s idée.", "Chacun dépose au plus %(n)s idées.", most)
        rules.append(sentence % {"n": most})
    if most := consultation.supports_per_person:
        sentence = ngettext("Chacun soutient au plus %(n)s idée.", "Chacun soutient au plus %(n)s idées.", most)
        rules.append(sentence % {"n": most})
    if consultation.envelope_cents:
        rules.append(_("L’enveloppe est de %(amount)s.") % {"amount": euros(consultation.envelope_cents)})
    if consultation.project_cap_cents:
        rules.append(_("Un projet coûte au plus %(amount)s.") % {"amount": euros(consultation.project_cap_cents)})
    return rules


def who_may_take_part(consultation) -> str:
    """Name those who may take part, in one sentence."""
    conditions = consultation.conditions
    verbs = {Link.LIVES: _("habite"), Link.WORKS: _("travaille"), Link.STUDIES: _("étudie")}
    named = [verb for link, verb in verbs.items() if link in conditions.accepted_links]
    age = _(", à partir de %(age)s ans") % {"age": conditions.minimum_age} if conditions.minimum_age else ""
    if not named:
        return _("Tout le monde peut participer%(age)s.") % {"age": age}
    return _("Peut participer toute personne qui %(verbs)s dans le territoire « %(area)s »%(age)s.") % {
        "verbs": _(" ou ").join(named),
        "area": consultation.area,
        "age": age,
    }


def remedy_link(missing: Missing) -> dict[str, str]:
    """Return where a missing condition is put right: ``{"url", "label"}``; declarations are made on the spot."""
    _sentence, label = REMEDIES[missing]
    if missing is Missing.SIGN_IN:
        return {"url": reverse("account_login"), "label": str(label)}
    return {"url": PROFILE, "label": str(label)}
