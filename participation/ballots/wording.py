"""What votes decide and miss, said in French: issues with their remedies, the fates of projects."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from participation.ballots.budget_wording import budget_in_words, compared_in_words
from participation.ballots.method_wording import method_asks, method_in_words
from participation.ballots.models import BallotKind, Choice, Poll
from participation.ballots.money import amount
from participation.ballots.readiness import Issue
from participation.ballots.rules import Outcome, Stop, Verdict
from participation.ballots.rules.explanations import explain
from territories.instance.templatetags.house import deadline_and_clock


@dataclass(frozen=True, slots=True)
class Told:
    """An issue in words: what is missing, and what to do."""

    sentence: str
    remedy: str
    blocking: bool = True


ISSUES = {
    "consultation_not_published": (
        _("La consultation n’est pas publiée."),
        _("Publiez-la : un vote se prépare au grand jour."),
    ),
    "no_rulebook": (
        _("Aucun règlement n’est publié."),
        _("Publiez le règlement dans la consultation : il dit comment on vote et qui décide."),
    ),
    "no_deciding_body": (
        _("On ne sait pas qui décide après le vote."),
        _("Indiquez dans la consultation l’assemblée qui délibère sur le résultat."),
    ),
    "no_calendar": (
        _("La consultation n’a pas de phase de vote."),
        _("Ajoutez une phase « vote » avec ses dates."),
    ),
    "calendar_over": (
        _("La phase de vote est déjà passée."),
        _("Corrigez les dates de la phase « vote »."),
    ),
    "too_few_projects": (
        _("Il y a %(number)s projet sur le bulletin : il en faut au moins deux."),
        _("Concluez l’étude des idées recevables, ou ajoutez des projets à la main."),
    ),
    "a_question_has_its_answers": (
        _("Une question posée en oui ou non n’a que ces réponses : %(number)s projets sont écrits en plus."),
        _("Retirez-les, ou choisissez le bulletin « un seul choix parmi plusieurs »."),
    ),
    "minimum_above_projects": (
        _("Le bulletin demande au moins %(minimum)s choix pour %(number)s projets."),
        _("Baissez le minimum de choix."),
    ),
    "maximum_above_projects": (
        _("Le bulletin permet %(maximum)s choix pour %(number)s projets."),
        _("Baissez le maximum de choix, ou laissez-le vide."),
    ),
    "no_envelope": (
        _("L’enveloppe n’est pas fixée."),
        _("Indiquez le montant de l’enveloppe dans le scrutin ou dans la consultation."),
    ),
    "project_without_cost": (
        _("Le projet « %(title)s » n’a pas de coût."),
        _("Complétez sa fiche d’étude."),
    ),
    "project_too_dear": (
        _("Le projet « %(title)s » coûte plus que le plafond ou l’enveloppe : il ne pourrait pas gagner."),
        _("Revoyez son périmètre, ou ne le soumettez pas au vote."),
    ),
    "excludes_nothing": (
        _("Le projet « %(title)s » est seul dans le groupe « %(group)s » : il n’exclut rien."),
        _("Donnez le même mot aux projets qui s’excluent, ou effacez-le."),
    ),
    "too_few_zones": (
        _("Chaque zone passe d’abord, mais les projets n’en ont pas deux différentes."),
        _("Écrivez la zone des projets, ou décochez « d’abord le meilleur projet de chaque zone »."),
    ),
    "without_zone": (
        _("Projets sans zone : %(number)s. Leur tour vient après celui de chaque zone."),
        _("Écrivez leur zone, s’ils en ont une."),
    ),
    "rule_needs_ballots": (
        _("Cette règle a besoin de chaque bulletin : des totaux papier ne suffisent pas."),
        _("Choisissez le relevé des bulletins papier un par un, ou la règle « les plus soutenus »."),
    ),
    "recount_needs_ballots": (
        _("Cette règle ne se recompte qu’avec chaque bulletin, et ils pourraient ne pas être publiés."),
        _("Si chacun doit pouvoir refaire le calcul, publiez les bulletins un par un dans tous les cas."),
    ),
    "other_rule_needs_ballots": (
        _("L’autre règle à montrer a besoin de chaque bulletin : des totaux papier ne suffisent pas."),
        _("Choisissez le relevé des bulletins papier un par un, ou ne montrez pas d’autre règle."),
    ),
    "numbers_need_ballots": (
        _("Ce bulletin donne un nombre à chaque choix : des totaux papier ne disent pas lesquels."),
        _("Choisissez le relevé des bulletins papier un par un."),
    ),
    "runoff_has_one_winner": (
        _("Les tours successifs désignent une seule réponse."),
        _("Laissez vide le nombre maximum de lauréats, ou laissez cette méthode."),
    ),
    "no_urn": (
        _("Aucun lieu de vote sur papier n’est indiqué."),
        _("Ajoutez au moins une urne, ou choisissez le vote par internet seulement."),
    ),
    "no_list": (
        _("La liste des personnes qui peuvent voter est vide."),
        _("Importez la liste, ou imprimez les codes, depuis « Qui peut voter » : le scellé la ferme."),
    ),
    "no_identity_provider": (
        _("Le service qui vérifie les identités en ligne n’est pas réglé sur cette plateforme."),
        _("Demandez son réglage à l’administrateur, ou choisissez une autre façon de reconnaître les personnes."),
    ),
    "residence_unproven": (
        _("L’identité sera vérifiée, pas le lien avec le territoire : il est seulement déclaré."),
        _("Si la résidence compte, choisissez « justificatif vu au guichet »."),
    ),
    "undecided": (
        _("%(number)s idées attendent encore une décision : elles ne seront pas sur le bulletin."),
        _("Décidez-en avant de sceller, si elles doivent y être."),
    ),
}


def told(issue: Issue) -> Told:
    """Say an issue, and what to do about it."""
    sentence, remedy = ISSUES[issue.code]
    return Told(str(sentence) % issue.details, str(remedy), issue.blocking)


def rule_in_words(poll: Poll) -> str:
    """Say the rule of a poll with its conditions, as a resident reads it before voting."""
    return budget_in_words(poll) if poll.has_money else method_in_words(poll)


def ballot_in_words(poll: Poll) -> str:
    """Say what a ballot may hold."""
    if not poll.has_money or poll.ballot_kind == BallotKind.POINTS:
        return method_asks(poll)
    if poll.ballot_kind == BallotKind.ENVELOPE:
        sentence = _now("Choisissez des projets tant que leur coût tient dans l’enveloppe de %(envelope)s.")
        return sentence % {"envelope": _money(poll, poll.envelope_cents)}
    if poll.max_choices is None:
        return _now("Choisissez au moins %(minimum)s projet.") % {"minimum": poll.min_choices}
    if poll.min_choices == poll.max_choices:
        return ngettext("Choisissez %(maximum)s projet.", "Choisissez %(maximum)s projets.", poll.max_choices) % {
            "maximum": poll.max_choices
        }
    sentence = _now("Choisissez de %(minimum)s à %(maximum)s projets.")
    return sentence % {"minimum": poll.min_choices, "maximum": poll.max_choices}


def _money(poll: Poll, value: int | str) -> str:
    return amount(value, unit=poll.unit, currency=poll.currency)


STOPS = {
    Stop.ALL_EXAMINED: _("Tous les projets ont été examinés."),
    Stop.DID_NOT_FIT: _("Le projet suivant ne tenait plus dans l’enveloppe : la liste s’arrête là."),
    Stop.MAX_WINNERS: _("Le nombre maximum de lauréats est atteint."),
    Stop.SHARES_SPENT: _("Aucun groupe de votants ne pouvait plus payer le projet qu’il a choisi."),
    Stop.NOTHING_LEFT_FITS: _("Aucun des projets restants ne tient dans ce qui reste de l’enveloppe."),
    Stop.ALL_BOUGHT: _("Tous les projets qui pouvaient gagner ont gagné."),
    Stop.COMPLETED: _("Ce qui restait est allé aux plus soutenus des autres projets, tant qu’il suffisait."),
    Stop.NEXT_SHARE_OVERSPENDS: _("Un euro de plus par votant aurait dépassé l’enveloppe."),
    Stop.DECIDED: _("Le dépouillement désigne une réponse."),
    Stop.NO_MAJORITY: _("Autant de oui que de non : rien n’est adopté."),
}


def conclusion(outcome: Outcome) -> str:
    """Say why nothing more was bought, and of two outcomes that were compared, which one is kept."""
    told = str(STOPS[outcome.stop])
    return f"{told} {compared_in_words(outcome.comparison)}" if outcome.comparison else told


def reason_for(
    poll: Poll, choice: Choice, verdict: Verdict, outcome: Outcome, *, choices: Mapping[str, Choice], quorum_met: bool
) -> str:
    """Say why a project won or not, with the numbers that decided it.

    :param choices: those of the ballot by their codes, to name one that excludes another.
    """
    if not quorum_met:
        return _now("Le quorum de %(quorum)s votants n’est pas atteint.") % {"quorum": poll.quorum}
    rival = choices.get(verdict.excluded_by)
    sentence = explain(verdict, outcome, money=lambda value: _money(poll, value), rival=rival and f"« {rival} »")
    if choice.withdrawn_reason:
        sentence += " " + _now("Motif : %(reason)s") % {"reason": choice.withdrawn_reason}
    return sentence


def voted_mail(poll: Poll) -> tuple[str, str]:
    """Tell a voter that their vote is recorded: neither what they chose nor the code of their receipt."""
    title = _now("Votre vote est enregistré : %(consultation)s") % {"consultation": poll.consultation.title}
    until = _now("Vous pouvez le changer jusqu’au %(when)s.") % {"when": closing(poll)}
    secret = _now("Ce courriel ne contient ni vos choix ni le code de votre récépissé.")
    return title[:160], "\n\n".join([_now("Votre vote est enregistré."), until, secret])


def closing(poll: Poll) -> str:
    """Say until when one may vote, and by which clock."""
    return deadline_and_clock(poll.closes_at, poll.consultation.time_zone)
