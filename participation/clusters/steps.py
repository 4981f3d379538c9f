"""What the commission does with a cluster: one decision, with its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.clusters.models import Verdict
from participation.clusters.operations import decide_cluster
from territories.accounts.steps import Step, StepForm


class JudgeForm(StepForm):
    """One or several people, and why."""

    verdict = forms.ChoiceField(label=_("Décision"), choices=[("", "—"), *Verdict.choices])
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Il sera public sur le résultat si des votes sont écartés. N’y nommez personne."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


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
            _("Les personnes concernées sont prévenues, avec le motif, et peuvent contester avant le dépouillement."),
        ),
        form=JudgeForm,
    ),
)
