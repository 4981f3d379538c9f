"""What a manager does with a vote from its cockpit: one row per button, each with its form and its one operation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.ballots import operations
from participation.ballots.forms import (
    BackupsForm,
    CertifyForm,
    DecisionForm,
    ObserverForm,
    PastResultForm,
    ReconcileForm,
    WithdrawalForm,
)
from participation.ballots.life import Stage
from participation.ballots.models import Poll
from participation.ballots.operations.archives import is_archive
from participation.ballots.operations.delivery import start_projects
from participation.ballots.paper_state import paper_state
from participation.ballots.results import result_of
from territories.instance.files import keep_pdf
from territories.instance.models import Visibility


@dataclass(frozen=True)
class Step:
    """A button of the cockpit: when it is offered, what it asks, and the operation behind it.

    :ivar form: makes the form from the poll and the data; :ivar run: ``run(poll, data, by=, at=)``.
    """

    slug: str
    label: Any
    question: Any
    consequences: tuple
    stages: tuple[Stage, ...]
    run: Callable[..., Any]
    done: Any
    form: Callable[..., forms.Form] = lambda poll, *data: forms.Form(*data)
    needed: Callable[[Poll], bool] = lambda poll: True

    def offered(self, poll: Poll, at: datetime) -> bool:
        """Tell whether this step is the poll's to take at that moment."""
        return poll.stage(at) in self.stages and self.needed(poll)


def cockpit_url(poll: Poll) -> str:
    """Where a vote is run from."""
    return reverse("admin:participation_poll_cockpit", args=[poll.pk])


def step_url(poll: Poll, slug: str) -> str:
    """The page of confirmation of a step."""
    return reverse("admin:participation_poll_step", args=[poll.pk, slug])


def _seal(poll: Poll, data, *, by, at):
    operations.seal_poll(poll=poll, by=by, at=at)


def _enter_past(poll: Poll, data, *, by, at):
    operations.enter_past_result(poll=poll, by=by, at=at, **data)


def _withdraw(poll: Poll, data, *, by, at):
    operations.withdraw_choice(choice=data["choice"], reason=data["reason"], by=by, at=at)


def _inscribe(poll: Poll, data, *, by, at):
    operations.inscribe_observer(poll=poll, by=by, at=at, **data)


def _date_backups(poll: Poll, data, *, by, at):
    operations.date_backups(poll=poll, until=data["until"], by=by, at=at)


def _settle(poll: Poll, data, *, by, at):
    operations.settle_duplicates(poll=poll, by=by, at=at)


def _reconcile(poll: Poll, data, *, by, at):
    operations.reconcile_poll(poll=poll, by=by, at=at, gap_reason=data.get("gap_reason", ""))


def _count(poll: Poll, data, *, by, at):
    operations.count_poll(poll=poll, by=by, at=at)
    poll.refresh_from_db()
    operations.tally_poll(poll=poll, at=at)


def _certify(poll: Poll, data, *, by, at):
    area = poll.consultation.area
    kept = data.get("file") and keep_pdf(data["file"], at=at, visibility=Visibility.PUBLIC, area=area)
    operations.certify_poll(poll=poll, by=by, at=at, record_file=kept)


def _publish(poll: Poll, data, *, by, at):
    operations.publish_result(poll=poll, by=by, at=at)


def _decide(poll: Poll, data, *, by, at):
    upload, area = data.pop("file", None), poll.consultation.area
    kept = upload and keep_pdf(upload, at=at, visibility=Visibility.PUBLIC, area=area)
    operations.record_council_decision(poll=poll, by=by, at=at, file=kept, **data)


def _start(poll: Poll, data, *, by, at):
    start_projects(poll=poll, by=by, at=at)


def _gap_form(poll: Poll, *data) -> forms.Form:
    return ReconcileForm(*data) if paper_state(poll).gaps else forms.Form(*data)


def _decision_form(poll: Poll, *data) -> forms.Form:
    return DecisionForm(*data, winners=result_of(poll).winners)


def _left_to_start(poll: Poll) -> bool:
    return poll.has_money and poll.choices.filter(no__in=poll.decision.adopted, delivery=None).exists()


AFTER_SEAL = (Stage.SEALED, Stage.OPEN, Stage.SUSPENDED, Stage.WAITING, Stage.CLOSED, Stage.RECONCILED)
AFTER_COUNT = (Stage.COUNTED, Stage.CERTIFIED, Stage.PUBLISHED, Stage.DECIDED)

STEPS = {
    step.slug: step
    for step in (
        Step(
            "sceller",
            _("Sceller"),
            _("Sceller ce scrutin ?"),
            (
                _("Les règles, les projets, leurs coûts et le calendrier ne changeront plus : la base les refuse."),
                _("Seuls restent possibles, en public et avec un motif, une prolongation et le retrait d’un projet."),
                _("L’empreinte de la règle est publiée."),
            ),
            (Stage.PREPARED,),
            _seal,
            _("Le scrutin est scellé."),
            needed=lambda poll: not is_archive(poll.consultation),
        ),
        Step(
            "resultat-passe",
            _("Saisir un résultat passé"),
            _("Quels totaux ont été publiés ?"),
            (
                _("La règle de ce scrutin décide de nouveau : vous verrez si elle donne les mêmes lauréats."),
                _("Le résultat est publié aussitôt, en disant que ces totaux viennent d’ailleurs. Il ne change plus."),
            ),
            (Stage.PREPARED,),
            _enter_past,
            _("Le résultat passé est publié."),
            form=lambda poll, *data: PastResultForm(*data, poll=poll),
            needed=lambda poll: is_archive(poll.consultation) and (poll.asks or poll.choices.exists()),
        ),
        Step(
            "retirer",
            _("Retirer un projet"),
            _("Retirer un projet du vote ?"),
            (_("Ses voix seront montrées et ne décideront de rien. C’est une nouvelle version publique de la règle."),),
            AFTER_SEAL,
            _withdraw,
            _("Le projet est retiré, avec son motif."),
            form=lambda poll, *data: WithdrawalForm(*data, poll=poll),
            needed=lambda poll: not poll.asks,
        ),
        Step(
            "observateur",
            _("Inscrire un observateur"),
            _("Inscrire un observateur du journal ?"),
            (_("Son nom et sa clé publique seront publiés ; il pourra cosigner le journal des engagements."),),
            AFTER_SEAL,
            _inscribe,
            _("L’observateur est inscrit."),
            form=lambda poll, *data: ObserverForm(*data),
        ),
        Step(
            "doublons",
            _("Régler les doublons"),
            _("Régler les personnes inscrites sur les deux listes ?"),
            (_("Chacune garde un seul vote, comme dit la règle scellée ; l’autre est écarté pour de bon."),),
            (Stage.CLOSED,),
            _settle,
            _("Les doublons sont réglés."),
            needed=lambda poll: paper_state(poll).duplicates > 0,
        ),
        Step(
            "rapprocher",
            _("Rapprocher listes et bulletins"),
            _("Arrêter les listes et les feuilles ?"),
            (_("Plus aucun émargement ni aucune feuille ne changera ensuite."),),
            (Stage.CLOSED,),
            _reconcile,
            _("Listes et feuilles sont arrêtées."),
            form=_gap_form,
            needed=lambda poll: poll.has_paper and paper_state(poll).ready,
        ),
        Step(
            "depouiller",
            _("Dépouiller"),
            _("Dépouiller le scrutin ?"),
            (_("Les bulletins sont fixés, et le lien entre chaque personne et son bulletin est détruit."),),
            (Stage.RECONCILED,),
            _count,
            _("Le scrutin est dépouillé."),
        ),
        Step(
            "sauvegardes",
            _("Dater la destruction des sauvegardes"),
            _("Jusqu’à quel jour gardez-vous des sauvegardes de la période du vote ?"),
            (
                _("Jusque-là, elles gardent le lien entre personnes et bulletins que le dépouillement a détruit ici."),
                _("La date est publiée ; écrivez au procès-verbal qui les détruit, et quand c’est fait."),
            ),
            AFTER_COUNT,
            _date_backups,
            _("La date est publiée."),
            form=lambda poll, *data: BackupsForm(*data),
        ),
        Step(
            "constater",
            _("Constater"),
            _("Le procès-verbal est-il signé ?"),
            (_("Imprimez le procès-verbal, faites-le signer, puis datez ici sa signature."),),
            (Stage.COUNTED,),
            _certify,
            _("Le vote est constaté."),
            form=lambda poll, *data: CertifyForm(*data),
        ),
        Step(
            "publier",
            _("Publier le résultat"),
            _("Publier le résultat ?"),
            (_("Tout le monde le lira, et chaque projet du bulletin saura ce qu’il devient."),),
            (Stage.CERTIFIED,),
            _publish,
            _("Le résultat est publié."),
        ),
        Step(
            "deliberer",
            _("Enregistrer la délibération"),
            _("Qu’a décidé le conseil ?"),
            (_("Les lauréats adoptés ne sont plus « sous réserve du vote du conseil »."),),
            (Stage.PUBLISHED,),
            _decide,
            _("La délibération est enregistrée."),
            form=_decision_form,
        ),
        Step(
            "realiser",
            _("Ouvrir les réalisations"),
            _("Faire de chaque projet adopté une réalisation à suivre ?"),
            (_("Chacune aura sa page publique, avec le montant voté."),),
            (Stage.DECIDED,),
            _start,
            _("Les réalisations sont ouvertes."),
            needed=_left_to_start,
        ),
    )
}
