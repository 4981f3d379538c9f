"""The words a poll is described with: ballots, rules, paper, versions, channels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BallotKind(models.TextChoices):
    CHOOSE = "choose", _("de un à n projets")
    ENVELOPE = "envelope", _("des projets, tant que l’enveloppe suffit")
    YES_NO = "yes-no", _("oui, non ou blanc à une question")
    SINGLE = "single", _("un seul choix parmi plusieurs")
    POINTS = "points", _("des points à répartir")
    GRADES = "grades", _("une mention à chaque réponse")
    RANKING = "ranking", _("un classement des réponses")


class RuleName(models.TextChoices):
    GREEDY = "greedy", _("les plus soutenus, tant que l’enveloppe suffit")
    EQUAL_SHARES = "equal-shares", _("parts égales")
    PHRAGMEN = "phragmen", _("une somme qui monte pour tous (Phragmén)")
    YES_NO = "yes-no", _("la réponse de la majorité (sans argent)")
    MAJORITY_JUDGMENT = "majority-judgment", _("jugement majoritaire (sans argent)")
    SCHULZE = "schulze", _("face à face, méthode de Schulze (sans argent)")
    INSTANT_RUNOFF = "instant-runoff", _("tours successifs, vote alternatif (sans argent)")
    MOST_VOTES = "most-votes", _("le plus de voix ou de points (sans argent)")


#: Rules that spend an envelope: what they decide on has a cost. The others decide without money.
SPENDING = (RuleName.GREEDY, RuleName.EQUAL_SHARES, RuleName.PHRAGMEN)
#: Rules that ask who chose what together: totals do not tell it.
NEED_BALLOTS = (RuleName.EQUAL_SHARES, RuleName.PHRAGMEN)
#: Kind of ballot → the rules that may decide on it, the usual one first.
RULES_OF = {
    BallotKind.CHOOSE: (*SPENDING, RuleName.MOST_VOTES),
    BallotKind.ENVELOPE: SPENDING,
    BallotKind.YES_NO: (RuleName.YES_NO,),
    BallotKind.SINGLE: (RuleName.MOST_VOTES,),
    BallotKind.POINTS: (RuleName.GREEDY, RuleName.EQUAL_SHARES, RuleName.MOST_VOTES),
    BallotKind.GRADES: (RuleName.MAJORITY_JUDGMENT,),
    BallotKind.RANKING: (RuleName.SCHULZE, RuleName.INSTANT_RUNOFF),
}
#: Kind of ballot and rule → the others that read the same ballots, with money or without, and may be shown beside it.
OTHER_RULES_OF = {
    (kind, rule): tuple(one for one in rules if one != rule and (one in SPENDING) == (rule in SPENDING))
    for kind, rules in RULES_OF.items()
    for rule in rules
}
#: All the rules that may be shown beside another one.
SHOWN_BESIDE = tuple(one for one in RuleName if any(one in others for others in OTHER_RULES_OF.values()))


class WhenItDoesNotFit(models.TextChoices):
    SKIP = "skip", _("passer au projet suivant")
    STOP = "stop", _("s’arrêter là")


class Completion(models.TextChoices):
    NONE = "none", _("sans complément")
    ADD1 = "add1", _("un euro de plus par personne, jusqu’à ce que plus rien ne tienne")
    ADD1_UNTIL_OVERSPEND = "add1-until-overspend", _("un euro de plus par personne, jusqu’au dépassement")
    GREEDY = "greedy", _("les plus soutenus des autres, avec l’argent qui reste")


class Utility(models.TextChoices):
    COST = "cost", _("ce qu’il coûte : les plus soutenus d’abord")
    CARDINALITY = "cardinality", _("autant qu’un autre : les moins chers pour chacun d’abord")


class PreferredBy(models.TextChoices):
    COST = "cost", _("oui : une personne préfère là où plus d’argent va à ce qu’elle a choisi")
    NUMBER = "number", _("oui : une personne préfère là où plus de projets qu’elle a choisis sont retenus")


class KeyMethod(models.TextChoices):
    EMAIL = "email", _("adresse électronique confirmée et déclaration sur l’honneur")
    LIST = "list", _("liste importée : numéro et date de naissance")
    DESK = "desk", _("pièce d’identité présentée au guichet")
    OIDC = "oidc", _("identité vérifiée en ligne (FranceConnect)")
    CODE = "code", _("code reçu par courrier")


#: Methods where a poll knows beforehand how many keys there are: its list is closed by the seal.
LISTED = (KeyMethod.LIST, KeyMethod.CODE)
#: Methods where a person is recognised by name, first name and date of birth, read by an agent or told by the State.
CIVIL = (KeyMethod.DESK, KeyMethod.OIDC)


class LinkProof(models.TextChoices):
    DECLARATION = "declared", _("déclaration de la personne")
    LIST = "list", _("présence sur la liste")
    DOCUMENT = "document", _("justificatif vu au guichet")


class DocumentKind(models.TextChoices):
    HOME = "home", _("justificatif de domicile")
    WORK = "work", _("attestation d’employeur")
    STUDY = "study", _("carte ou certificat de scolarité")


class Paper(models.TextChoices):
    NONE = "none", _("vote par internet seulement")
    TOTALS = "totals", _("bulletins papier, relevés par totaux")
    BALLOTS = "ballots", _("bulletins papier, relevés un par un")


class Duplicates(models.TextChoices):
    PAPER = "paper", _("le bulletin papier compte")
    WEB = "web", _("le vote par internet compte")


class Receipts(models.TextChoices):
    SEALED = "sealed", _("scellé : prouve que l’enveloppe est comptée, sans dire ce qu’elle contient")
    TRACKED = "tracked", _("suivi : permet de retrouver son bulletin, et donc aussi de le montrer ou de le vendre")


class BallotsPublished(models.TextChoices):
    AUTO = (
        "auto",
        _("un par un, si personne ne s’y reconnaît : 500 bulletins au moins, 20 % de bulletins uniques au plus"),
    )
    ALWAYS = "always", _("un par un dans tous les cas")
    NEVER = "never", _("jamais un par un : seulement les totaux")


class Origin(models.TextChoices):
    HERE = "here", _("voté ici")
    TOTALS = "totals", _("saisi d’après les totaux publiés")
    PABULIB = "pabulib", _("repris d’un fichier de bulletins")


class VersionKind(models.TextChoices):
    SEALED = "sealed", _("scellé")
    EXTENDED = "extended", _("prolongation")
    WITHDRAWAL = "withdrawal", _("retrait d’un projet")


class Channel(models.TextChoices):
    WEB = "web", _("Internet")
    PAPER = "paper", _("papier")
    ALL = "all", _("toutes voies")


class BallotMark(models.TextChoices):
    VALID = "valid", _("valable")
    BLANK = "blank", _("blanc")
    VOID = "void", _("nul")
