"""What the commission does with a cluster: one decision, with its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.clusters.models import Answer, ClusterReview, Verdict
from participation.clusters.operations import answer_review, decide_cluster
from participation.clusters.wording import account_told
from territories.accounts.steps import Step, StepForm


class JudgeForm(StepForm):
    """One or several people, and why."""

    verdict = forms.ChoiceField(label=_("Décision"), choices=[("", "—"), *Verdict.choices])
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Il sera public sur le résultat si des votes sont écartés. N’y nommez personne."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AccountChoice(forms.ModelChoiceField):
    """A review by the account that asked for it, and what it says."""

    def label_from_instance(self, review) -> str:
        return f"{account_told(review.member, review.poll.consultation.time_zone)} : {review.reason}"


class AnswerForm(StepForm):
    """Which account, whether its vote counts, and why."""

    review = AccountChoice(ClusterReview.objects.none(), label=_("Demande"), empty_label=None, widget=forms.RadioSelect)
    verdict = forms.ChoiceField(label=_("Réponse"), choices=[("", "—"), *Answer.choices])
    answer = forms.CharField(
        label=_("Motif"), help_text=_("Envoyé à la personne."), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = ClusterReview.objects.filter(member__cluster=self.row, verdict="")
        self.fields["review"].queryset = waiting.select_related(
            "member__elector__participant__user", "poll__consultation"
        )


def _answer(cluster, data, *, by, at) -> None:
    answer_review(by=by, at=at, **data)


def _waits_for_an_answer(cluster, at) -> bool:
    waiting = ClusterReview.objects.filter(member__cluster=cluster, verdict="")
    return cluster.poll.reconciled_at is None and waiting.exists()


def _judge(cluster, data, *, by, at) -> None:
    decide_cluster(cluster=cluster, by=by, at=at, **data)


CLUSTER_STEPS = (
    Step(
        "juger",
        _("Décider"),
        _("Ces comptes appartiennent-ils à une seule personne ?"),
        "polls.judge",
        lambda cluster, at: not cluster.verdict and cluster.poll.reconciled_at is None,
        _judge,
        _("La décision est enregistrée."),
        consequences=(
            _("Personne ne voit ce que ces comptes ont voté : la décision porte sur les signes seuls."),
            _("« Une seule personne » : le vote du premier compte compte, les autres sont écartés au rapprochement."),
            _("La décision vaut aussi pour les comptes qui rejoindraient ce groupe. Elle ne se reprend pas."),
            _("Les personnes concernées sont prévenues, avec le motif, et peuvent contester dans le délai scellé."),
        ),
        form=JudgeForm,
    ),
    Step(
        "repondre",
        _("Répondre à une demande de réexamen"),
        _("Ce compte est-il celui d’une autre personne ?"),
        "polls.judge",
        _waits_for_an_answer,
        _answer,
        _("La réponse est enregistrée et envoyée."),
        consequences=(
            _("« Une autre personne » : son vote compte. « Maintenue » : il reste écarté. Une réponse est définitive."),
            _("Le dépouillement attend que chaque demande ait sa réponse."),
        ),
        form=AnswerForm,
    ),
)
