"""The words a poll is described with: ballots, rules, paper, versions, channels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BallotKind(models.TextChoices):
    CHOOSE = "choose", _("de un à n projets")
    ENVELOPE = "envelope", _("des projets, tant que l’enveloppe suffit")


class RuleName(models.TextChoices):
    GREEDY = "greedy", _("les plus soutenus, tant que l’enveloppe suffit")
    EQUAL_SHARES = "equal-shares", _("parts égales")


#: What may be shown beside the rule of a vote, on the same ballots: rules that spend an envelope.
OTHER_RULES = [(one.value, one.label) for one in (RuleName.GREEDY, RuleName.EQUAL_SHARES)]


class WhenItDoesNotFit(models.TextChoices):
    SKIP = "skip", _("passer au projet suivant")
    STOP = "stop", _("s’arrêter là")


class Completion(models.TextChoices):
    NONE = "none", _("sans complément")
    ADD1 = "add1", _("un euro de plus par personne, jusqu’à ce que plus rien ne tienne")
    ADD1_UNTIL_OVERSPEND = "add1-until-overspend", _("un euro de plus par personne, jusqu’au dépassement")


class KeyMethod(models.TextChoices):
    EMAIL = "email", _("adresse électronique confirmée et déclaration sur l’honneur")


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
