"""How a vote recognises people, said in French: to a voter of fourteen, and to the manager who chooses."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from participation.ballots.models import KeyMethod, LinkProof, Poll
from participation.ballots.rules.entitlement import LackOfProof


@dataclass(frozen=True, slots=True)
class Method:
    """A way of recognising people.

    :ivar asked: what a voter is asked, and why; :ivar remedy: what to do while it is not proven;
    :ivar consequence: what the manager should know before choosing it.
    """

    asked: Any
    remedy: Any
    consequence: Any


METHODS = {
    KeyMethod.EMAIL: Method(
        _(
            "On vous reconnaît à votre adresse électronique. Une adresse, une voix : rouvrir un compte n’en donne pas "
            "deux."
        ),
        _("Connectez-vous avec votre adresse électronique."),
        _(
            "Le plus simple pour les habitants, et le moins sûr : qui possède plusieurs adresses peut voter plusieurs "
            "fois. La commission voit les comptes qui se ressemblent trop, et décide avant le dépouillement."
        ),
    ),
    KeyMethod.LIST: Method(
        _(
            "Une liste des personnes qui peuvent voter a été préparée. On vous demande votre numéro sur cette liste et "
            "votre date de naissance : les deux ensemble montrent que c’est bien vous."
        ),
        _("Donnez votre numéro sur la liste et votre date de naissance."),
        _(
            "Seules les personnes de la liste votent, une fois chacune. Chacune doit connaître son numéro : pensez à "
            "l’envoyer. Un proche qui connaît le numéro et la date de naissance peut prendre la place de quelqu’un."
        ),
    ),
    KeyMethod.DESK: Method(
        _(
            "Une personne de l’accueil regarde votre pièce d’identité. La plateforme n’en garde ni copie ni nom : "
            "seulement une empreinte, qui empêche de voter deux fois."
        ),
        _("Passez au guichet avec une pièce d’identité : ensuite, vous pourrez voter ici ou sur papier."),
        _(
            "Le plus sûr, et le plus long : tout le monde se déplace une fois. Deux personnes du même nom nées le même "
            "jour se distinguent au guichet, par leur lieu de naissance."
        ),
    ),
    KeyMethod.OIDC: Method(
        _(
            "Un service de l’État confirme qui vous êtes (FranceConnect). Il dit votre identité, pas où vous habitez. "
            "La plateforme n’en garde qu’une empreinte, qui empêche de voter deux fois."
        ),
        _("Faites confirmer votre identité en ligne, ou passez au guichet avec une pièce d’identité."),
        _(
            "Sûr, et rapide pour qui s’en sert déjà. Cela prouve l’identité, pas la résidence : demandez à part le "
            "lien avec le territoire. Prévoyez un guichet pour qui n’a pas de compte de l’État."
        ),
    ),
    KeyMethod.CODE: Method(
        _("Vous avez reçu par la poste une lettre avec un code. Ce code sert une fois : c’est votre voix."),
        _("Recopiez le code de la lettre, ou visez son carré avec l’appareil photo."),
        _(
            "Solide si l’adresse postale est bonne, mais il faut payer l’impression et le timbre. Qui ouvre la lettre "
            "peut voter à la place de quelqu’un. Un code perdu se remplace, avec un motif, tant qu’il n’a pas servi."
        ),
    ),
}

LINKS = {
    LinkProof.DECLARATION: _("Votre lien avec le territoire : vous le déclarez vous-même."),
    LinkProof.LIST: _("Votre lien avec le territoire : être sur la liste suffit."),
    LinkProof.DOCUMENT: _(
        "Votre lien avec le territoire : montrez une fois un justificatif au guichet ; personne n’en garde de copie."
    ),
}

DOCUMENT = _(
    "Montrez une fois au guichet un justificatif de votre lien avec le territoire (domicile, travail ou études), et "
    "donnez l’adresse électronique de votre compte."
)


def who_may_vote(poll: Poll) -> list[str]:
    """Say what a voter of this poll is asked, and why."""
    said = [str(METHODS[poll.key_method].asked), str(LINKS[poll.link_proof])]
    if poll.key_method == KeyMethod.EMAIL and poll.contest_hours:
        contest = ngettext(
            "Si la commission juge que plusieurs comptes sont ceux d’une seule personne, elle prévient chacun, qui a "
            "%(n)s heure pour demander un réexamen ; le dépouillement attend.",
            "Si la commission juge que plusieurs comptes sont ceux d’une seule personne, elle prévient chacun, qui a "
            "%(n)s heures pour demander un réexamen ; le dépouillement attend.",
            poll.contest_hours,
        )
        said.append(contest % {"n": poll.contest_hours})
    return said


def remedy_for(lack: LackOfProof, poll: Poll) -> str:
    """Say what a person does about what they have not proven yet."""
    return str(METHODS[poll.key_method].remedy if lack is LackOfProof.KEY else DOCUMENT)
