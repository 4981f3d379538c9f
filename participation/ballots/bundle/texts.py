"""What a bundle says about itself: how to recount, and what each column means."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from participation.ballots.bundle.publicity import Publicity
from participation.ballots.models import Poll
from participation.ballots.provenance import address_of

#: File → column or field → what it means.
DICTIONARY = {
    "dossier.json": {
        "": _lazy("Ce que contient le dossier, et les empreintes de la règle et du résultat."),
        "gap_reason": _lazy("Pourquoi émargements et bulletins diffèrent, s’ils diffèrent."),
        "set_aside_on_web": _lazy("Votes par internet écartés par une décision motivée : émargés, et non comptés."),
    },
    "regle.json": {
        "": _lazy("La règle scellée avant le vote, et ses versions précédentes regle-v1.json, regle-v2.json…")
    },
    "bulletins.csv": {
        "no": _lazy("Numéro du bulletin dans l’ordre de son contenu : il ne dit rien de l’ordre des votes."),
        "vote": _lazy("Codes des projets ou réponses choisis, séparés par des virgules ; vide pour un bulletin blanc."),
        "points": _lazy(
            "Ce qu’il donne à chacun, dans le même ordre : points, mention de 1 (pire) à 6 (meilleure), ou rang."
        ),
        "nonce": _lazy("Récépissés suivis seulement : le secret qui relie le bulletin à son engagement."),
    },
    "bulletins.pb": {
        "": _lazy("Les mêmes bulletins au format d’échange des budgets participatifs (pabulib.org/format).")
    },
    "totaux.csv": {
        "channel": _lazy(
            "Voie : web, paper (papier) ou all (toutes voies, quand l’une est trop petite pour être montrée)."
        ),
        "measure": _lazy("voters (votants), blank (blancs), void (nuls), votes (voix) ou points."),
        "code": _lazy("Code du projet, pour les voix et les points."),
        "number": _lazy("Le nombre ; vide quand personne ne l’a publié."),
    },
    "emargement.csv": {
        "channel": _lazy("Voie : web ou paper (papier)."),
        "number": _lazy("Personnes émargées par cette voie."),
    },
    "journal.csv": {
        "position": _lazy("Place dans le journal des engagements, à partir de 0."),
        "batch": _lazy("Lot de la minute ; dans un lot, les engagements sont triés."),
        "commitment": _lazy("L’engagement, donc le récépissé : SHA-256 du bulletin et de son secret."),
        "kept": _lazy("1 si son bulletin a été compté, 0 s’il a été remplacé ou écarté."),
    },
    "tetes.json": {"": _lazy("Têtes signées du journal (Ed25519), avec les signatures des observateurs.")},
    "horodatage.json": {
        "": _lazy("Ce qu’une autorité extérieure a daté au dépouillement : règle, journal et résultat.")
    },
    "horodatage.tsr": {
        "": _lazy(
            "Sa réponse signée (RFC 3161). Pour la vérifier, avec le certificat de l’autorité : openssl ts -verify "
            "-data horodatage.json -in horodatage.tsr -CAfile certificat.pem"
        )
    },
    "resultat.json": {"": _lazy("Le résultat, octet pour octet comme la plateforme l’a calculé et haché.")},
    "autre-regle.json": {
        "": _lazy("Ce qu’une autre règle, nommée dans la règle scellée, aurait donné sur les mêmes bulletins.")
    },
    "proces-verbal.pdf": {"": _lazy("Le procès-verbal du dépouillement.")},
    "proces-verbal-signe.pdf": {"": _lazy("Son exemplaire signé, numérisé, quand il a été déposé.")},
    "recount.py": {"": _lazy("Le programme qui vérifie et recompte : Python 3.11, sans rien d’autre.")},
    "SHA256SUMS": {"": _lazy("Empreintes de tous les fichiers ; la sienne est l’empreinte du dossier.")},
}


def dictionary_rows() -> list[tuple[str, str, str]]:
    """The data dictionary: file, column, meaning."""
    return [(file, column, str(said)) for file, columns in DICTIONARY.items() for column, said in columns.items()]


def readme(poll: Poll, publicity: Publicity) -> str:
    """Explain the bundle to whoever opens it, in French."""
    parts = [
        _("Dossier de vérification : %(title)s") % {"title": poll.consultation.title},
        str(poll.question),
        _(
            "Pour tout vérifier et recompter sur votre machine, avec Python 3.11 ou plus récent :\n\n"
            "    python recount.py . --root EMPREINTE\n\n"
            "L’EMPREINTE est imprimée sur la page du résultat, %(url)s, et dans le rapport. Ne la prenez pas dans ce "
            "dossier : un dossier falsifié porterait la sienne."
        )
        % {"url": address_of(poll)},
        publicity.sentence,
        _(
            "Ce que le recomptage prouve : ces bulletins donnent ce résultat par cette règle, la règle est celle qui "
            "fut scellée avant le vote, et la liste des engagements est celle qui fut signée. Ce qu’il ne prouve pas : "
            "que chaque bulletin vient d’une personne qui avait le droit de voter, ni que son appareil a envoyé ce "
            "qu’il montrait."
        ),
        _("Licence Ouverte 2.0 (Etalab). Les colonnes sont expliquées dans dictionnaire.csv."),
    ]
    if settings.DEMONSTRATION:
        parts.insert(0, _("Démonstration, votes inventés."))
    return "\n\n".join(parts) + "\n"
