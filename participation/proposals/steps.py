"""What teams can do with an idea in the admin: one row per button, each with its form and its one operation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.proposals import operations
from participation.proposals.models import Proposal
from participation.proposals.rules import MERGEABLE, WITHDRAWABLE
from participation.proposals.states import Status
from territories.accounts.models import User
from territories.accounts.rules import kinds_with
from territories.accounts.steps import Step, StepForm
from territories.instance.forms import EurosField

PUBLIC = _("Il sera public.")
YES, NO = "yes", "no"


class ReasonStep(StepForm):
    """A public reason."""

    reason = forms.CharField(label=_("Motif"), help_text=PUBLIC, widget=forms.Textarea(attrs={"rows": 4}))


class DecideForm(StepForm):
    """The commission's decision on the words that were read."""

    verdict = forms.ChoiceField(
        label=_("Décision"), choices=[("", "—"), (YES, _("Recevable")), (NO, _("Non recevable"))]
    )
    article = forms.CharField(
        label=_("Article du règlement"),
        max_length=120,
        required=False,
        help_text=_("Obligatoire pour un refus : « article 4 »."),
    )
    reason = forms.CharField(
        label=_("Motif"),
        required=False,
        help_text=_("Obligatoire pour un refus. Il sera public, et envoyé aux porteurs."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version_seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version_seen"] = self.row.versions.order_by("-no").values_list("no", flat=True).first() or 0


class AssignForm(StepForm):
    """Who studies the idea."""

    instructor = forms.ModelChoiceField(User.objects.none(), label=_("Instructeur ou instructrice"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        area = self.row.consultation.area
        around = User.objects.filter(
            is_active=True,
            roles__kind__in=kinds_with("proposals.study"),
            roles__area__in=[area.pk, *area.ancestors],
        )
        self.fields["instructor"].queryset = around.distinct().order_by("email")


class MergeForm(ReasonStep):
    """Which idea carries this one on, by its number."""

    number = forms.IntegerField(label=_("Numéro de l’idée qui la reprend"), min_value=1)
    field_order = ["number", "reason"]

    def clean_number(self) -> Proposal:
        """Find the other idea of the same consultation."""
        others = Proposal.objects.filter(consultation=self.row.consultation_id)
        found = others.filter(number=self.cleaned_data["number"]).first()
        if found is None:
            raise forms.ValidationError(_("Aucune idée de cette consultation ne porte ce numéro."))
        return found


class AnswerForm(StepForm):
    """What a holder answered at the desk or by letter."""

    answer = forms.ChoiceField(
        label=_("Réponse du porteur"),
        choices=[("", "—"), (YES, _("Accepte le changement")), (NO, _("Refuse et retire"))],
    )
    reason = forms.CharField(
        label=_("Motif du retrait"), required=False, help_text=PUBLIC, widget=forms.Textarea(attrs={"rows": 3})
    )


class ScopeForm(ReasonStep):
    """Another scope or cost, prefilled with what the idea and its sheet say."""

    title = forms.CharField(label=_("Titre"), max_length=120)
    text = forms.CharField(label=_("Description"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
    cost_cents = EurosField(label=_("Coût TTC (€)"), required=False)
    field_order = ["title", "text", "cost_cents", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        idea = self.row.proposal
        self.initial |= {"title": idea.title, "text": idea.text, "cost_cents": self.row.cost_cents or idea.cost_cents}


class ConcludeForm(StepForm):
    """How the study ends."""

    verdict = forms.ChoiceField(
        label=_("Conclusion"), choices=[("", "—"), (YES, _("Réalisable")), (NO, _("Non réalisable"))]
    )
    reason = forms.CharField(
        label=_("Motif"),
        required=False,
        help_text=_("Obligatoire si l’idée n’est pas réalisable. Il sera public, et envoyé aux porteurs."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _decide(idea: Proposal, data: dict, *, by, at):
    operations.decide_admissibility(
        proposal=idea,
        admissible=data["verdict"] == YES,
        reason=data["reason"],
        article=data["article"],
        version_seen=data["version_seen"],
        by=by,
        at=at,
    )


def _answer(idea: Proposal, data: dict, *, by, at):
    change = idea.scope_changes.get(answered_at__isnull=True)
    if data["answer"] == YES:
        operations.accept_scope(change=change, by=by, at=at)
    else:
        operations.decline_scope(change=change, reason=data["reason"], by=by, at=at)


def _to_decide(idea: Proposal, at) -> bool:
    return Proposal.objects.to_decide().filter(pk=idea.pk).exists()


def _awaits_answer(idea: Proposal, at) -> bool:
    return idea.scope_changes.filter(answered_at__isnull=True).exists()


IDEA_STEPS = (
    Step(
        "decider",
        _("Décider de la recevabilité"),
        _("Cette idée est-elle recevable ?"),
        "proposals.decide",
        _to_decide,
        _decide,
        _("La décision est publique et envoyée aux porteurs."),
        form=DecideForm,
        template="participation/proposals/admin/_idea.html",
    ),
    Step(
        "confier",
        _("Confier l’étude"),
        _("Qui étudie cette idée ?"),
        "proposals.moderate",
        lambda idea, at: idea.status in (Status.ADMISSIBLE, Status.IN_STUDY),
        lambda idea, data, *, by, at: operations.assign_study(proposal=idea, by=by, at=at, **data),
        _("L’étude est confiée."),
        form=AssignForm,
    ),
    Step(
        "reponse",
        _("Noter la réponse du porteur"),
        _("Que répond le porteur au changement proposé ?"),
        "proposals.moderate",
        _awaits_answer,
        _answer,
        _("La réponse est enregistrée."),
        (_("Pour une personne sans compte, ou qui a répondu au guichet ou par courrier."),),
        AnswerForm,
    ),
    Step(
        "fusionner",
        _("Fusionner"),
        _("Avec quelle idée réunir celle-ci ?"),
        "proposals.moderate",
        lambda idea, at: idea.status in MERGEABLE,
        lambda idea, data, *, by, at: operations.merge_ideas(
            away=idea, keep=data["number"], reason=data["reason"], by=by, at=at
        ),
        _("Les deux idées n’en font plus qu’une."),
        (
            _("Ses porteurs rejoignent ceux de l’autre ; ses soutiens la suivent, chacun compté une fois."),
            _("Sa page reste et mène à l’autre. Une fusion ne s’annule pas."),
        ),
        MergeForm,
        "participation/proposals/admin/_close_ideas.html",
        danger=True,
    ),
    Step(
        "retirer",
        _("Retirer à la demande du porteur"),
        _("Retirer cette idée à la demande de son porteur ?"),
        "proposals.moderate",
        lambda idea, at: idea.status in WITHDRAWABLE,
        lambda idea, data, *, by, at: operations.withdraw_idea(proposal=idea, by=by, at=at, **data),
        _("L’idée est retirée."),
        (_("Elle reste lisible, avec son motif. Un retrait ne s’annule pas."),),
        ReasonStep,
        danger=True,
    ),
    Step(
        "masquer",
        _("Masquer"),
        _("Masquer cette idée ?"),
        "proposals.moderate",
        lambda idea, at: idea.hidden_at is None,
        lambda idea, data, *, by, at: operations.hide_idea(proposal=idea, by=by, at=at, **data),
        _("L’idée est masquée."),
        (_("Elle disparaît des pages publiques. Ses porteurs reçoivent le motif."),),
        ReasonStep,
        danger=True,
    ),
    Step(
        "montrer",
        _("Remettre en ligne"),
        _("Remettre cette idée en ligne ?"),
        "proposals.moderate",
        lambda idea, at: idea.hidden_at is not None,
        lambda idea, data, *, by, at: operations.show_idea(proposal=idea, by=by, at=at),
        _("L’idée est de nouveau en ligne."),
    ),
)

STUDY_STEPS = (
    Step(
        "conclure",
        _("Conclure l’étude"),
        _("Que conclut l’étude ?"),
        "proposals.study",
        lambda study, at: study.proposal.status == Status.IN_STUDY,
        lambda study, data, *, by, at: operations.conclude_study(
            proposal=study.proposal, feasible=data["verdict"] == YES, reason=data["reason"], by=by, at=at
        ),
        _("L’étude est conclue : la fiche est publique."),
        (_("La fiche devient publique. Les porteurs reçoivent la conclusion."),),
        ConcludeForm,
    ),
    Step(
        "perimetre",
        _("Proposer un changement au porteur"),
        _("Quel changement proposer au porteur ?"),
        "proposals.study",
        lambda study, at: study.proposal.status == Status.IN_STUDY and not _awaits_answer(study.proposal, at),
        lambda study, data, *, by, at: operations.propose_scope(proposal=study.proposal, by=by, at=at, **data),
        _("Le changement est proposé aux porteurs."),
        (_("Il accepte, ou retire son idée. Les deux versions restent publiques."),),
        ScopeForm,
    ),
    Step(
        "rouvrir",
        _("Rouvrir l’étude"),
        _("Reprendre l’étude de cette idée ?"),
        "proposals.study",
        lambda study, at: study.proposal.status == Status.UNFEASIBLE,
        lambda study, data, *, by, at: operations.reopen_study(proposal=study.proposal, by=by, at=at, **data),
        _("L’étude est rouverte."),
        form=ReasonStep,
    ),
)
