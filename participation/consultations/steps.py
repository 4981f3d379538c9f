"""What a manager can do from the cockpit: one row per button, each with its form and its one operation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.consultations import operations
from participation.consultations.models import Consultation, PhaseKind
from participation.consultations.rules import PhaseState
from territories.instance.forms import LocalDateTimeField
from territories.instance.templatetags.house import deadline


class StepForm(forms.Form):
    """A confirmation; what it asks for depends on the step.

    :cvar states: states of the phases that may be chosen in the field ``phase``.
    """

    states: tuple[PhaseState, ...] = ()

    def __init__(self, *args, consultation: Consultation, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        for field in self.fields.values():
            if isinstance(field, LocalDateTimeField):
                field.use_zone(consultation.time_zone)
        if "phase" in self.fields:
            self.fields["phase"].choices = self.phase_choices(at)

    def phase_choices(self, at: datetime) -> list[tuple[str, str]]:
        """The phases that this step may touch."""
        return [
            (phase.kind, f"{phase.get_kind_display()} ({deadline(phase.closes_at, self.consultation.time_zone)})")
            for phase in self.consultation.phases.all()
            if phase.state(at) in self.states
        ]


class Reason(forms.Form):
    """The reason, which is public."""

    reason = forms.CharField(
        label=_("Motif"), help_text=_("Public, à côté de la date."), widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtendForm(Reason, StepForm):
    """Until when, and why."""

    states = (PhaseState.RUNNING, PhaseState.COMING)
    phase = forms.ChoiceField(label=_("Phase"))
    closes_at = LocalDateTimeField(label=_("Ferme désormais le"))
    field_order = ["phase", "closes_at", "reason"]


class CloseForm(Reason, StepForm):
    """Which phase is closed now, and why."""

    states = (PhaseState.RUNNING,)
    phase = forms.ChoiceField(label=_("Phase"))
    field_order = ["phase", "reason"]


class ScheduleForm(Reason, StepForm):
    """A phase to add, or to move before it begins."""

    kind = forms.ChoiceField(label=_("Phase"))
    opens_at = LocalDateTimeField(label=_("Ouvre le"))
    closes_at = LocalDateTimeField(label=_("Ferme le"))
    field_order = ["kind", "opens_at", "closes_at", "reason"]

    def __init__(self, *args, consultation: Consultation, at: datetime, **kwargs):
        super().__init__(*args, consultation=consultation, at=at, **kwargs)
        begun = {phase.kind for phase in consultation.phases.all() if phase.state(at) is not PhaseState.COMING}
        self.fields["kind"].choices = [choice for choice in PhaseKind.choices if choice[0] not in begun]


class FreezeForm(Reason, StepForm):
    """The decision that suspends the consultation."""

    authority = forms.CharField(
        label=_("Décidée par"), max_length=160, help_text=_("Par exemple « le tribunal administratif de Nancy ».")
    )
    decided_on = forms.DateField(label=_("Date de la décision"), widget=forms.DateInput(attrs={"type": "date"}))
    url = forms.URLField(label=_("Lien vers la décision"), required=False, assume_scheme="https")
    field_order = ["authority", "decided_on", "reason", "url"]


class ResumeForm(Reason, StepForm):
    """Why the consultation is taken up again, and until when one may vote now where a vote was interrupted."""

    vote_closes_at = LocalDateTimeField(
        label=_("Le vote ferme désormais le"),
        required=False,
        help_text=_(
            "Le vote était en cours ou à venir : la durée qui lui restait est proposée, et les phases suivantes sont "
            "repoussées d’autant. Vide : le calendrier ne change pas ; si la clôture est passée, le vote est clos."
        ),
    )
    field_order = ["vote_closes_at", "reason"]

    def __init__(self, *args, consultation: Consultation, at: datetime, **kwargs):
        super().__init__(*args, consultation=consultation, at=at, **kwargs)
        vote = operations.interrupted_vote(consultation)
        if vote is None:
            del self.fields["vote_closes_at"]
        else:
            left = vote.closes_at - max(consultation.frozen_at, vote.opens_at)
            self.initial["vote_closes_at"] = max(at + left, vote.closes_at).replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Step:
    """A button of the cockpit, its page of confirmation, and what it does.

    :ivar run: ``run(consultation, data, by=, at=)`` calls one operation and returns the address to go to.
    """

    slug: str
    label: str
    question: str
    consequences: tuple[str, ...]
    form: type[StepForm]
    run: Callable[..., str]
    done: str
    offered: Callable[[Consultation, datetime], bool]
    danger: bool = False


def cockpit_url(consultation: Consultation) -> str:
    """Where a consultation is run from."""
    return reverse("admin:participation_consultation_cockpit", args=[consultation.pk])


def step_url(consultation: Consultation, slug: str) -> str:
    """The page of confirmation of a step."""
    return reverse("admin:participation_consultation_step", args=[consultation.pk, slug])


def _publish(consultation, data, *, by, at) -> str:
    operations.publish_consultation(consultation=consultation, by=by, at=at)
    return cockpit_url(consultation)


def _extend(consultation, data, *, by, at) -> str:
    phase = consultation.phases.get(kind=data["phase"])
    operations.extend_phase(phase=phase, closes_at=data["closes_at"], reason=data["reason"], by=by, at=at)
    return cockpit_url(consultation)


def _close(consultation, data, *, by, at) -> str:
    phase = consultation.phases.get(kind=data["phase"])
    operations.close_phase_early(phase=phase, reason=data["reason"], by=by, at=at)
    return cockpit_url(consultation)


def _schedule(consultation, data, *, by, at) -> str:
    operations.schedule_phase(consultation=consultation, by=by, at=at, **data)
    return cockpit_url(consultation)


def _freeze(consultation, data, *, by, at) -> str:
    operations.freeze_consultation(consultation=consultation, by=by, at=at, **data)
    return cockpit_url(consultation)


def _resume(consultation, data, *, by, at) -> str:
    operations.take_up_again(consultation=consultation, by=by, at=at, **data)
    return cockpit_url(consultation)


def _copy(consultation, data, *, by, at) -> str:
    return cockpit_url(operations.copy_edition(consultation=consultation, by=by, at=at))


def _published(consultation: Consultation, at: datetime) -> bool:
    return consultation.published_at is not None


def _has_phase(*states: PhaseState) -> Callable[[Consultation, datetime], bool]:
    def offered(consultation: Consultation, at: datetime) -> bool:
        return _published(consultation, at) and any(phase.state(at) in states for phase in consultation.phases.all())

    return offered


STEPS = {
    step.slug: step
    for step in [
        Step(
            "publier",
            _("Publier"),
            _("Publier cette consultation ?"),
            (
                _("Tout le monde la lira, avec son calendrier et son règlement."),
                _("Son adresse, son territoire et son organisateur ne changeront plus."),
                _("Chaque changement ultérieur sera public, avec sa date et son motif."),
            ),
            StepForm,
            _publish,
            _("La consultation est publiée."),
            lambda consultation, at: consultation.published_at is None,
        ),
        Step(
            "prolonger",
            _("Prolonger une phase"),
            _("Prolonger une phase"),
            (_("La prolongation et son motif sont publics. Une phase ne se raccourcit pas."),),
            ExtendForm,
            _extend,
            _("La phase est prolongée."),
            _has_phase(PhaseState.RUNNING, PhaseState.COMING),
        ),
        Step(
            "programmer",
            _("Ajouter ou déplacer une phase"),
            _("Ajouter une phase, ou déplacer une phase qui n’a pas commencé"),
            (_("Les nouvelles dates et leur motif sont publics."),),
            ScheduleForm,
            _schedule,
            _("Le calendrier est à jour."),
            _published,
        ),
        Step(
            "clore",
            _("Clore une phase maintenant"),
            _("Clore une phase maintenant ?"),
            (
                _("À l’instant où vous confirmez, plus aucune contribution de cette phase n’est acceptée."),
                _("Une phase close ne se rouvre pas. Le motif est public."),
            ),
            CloseForm,
            _close,
            _("La phase est close."),
            _has_phase(PhaseState.RUNNING),
            danger=True,
        ),
        Step(
            "copier",
            _("Préparer l’édition suivante"),
            _("Préparer l’édition suivante ?"),
            (
                _("Un brouillon est créé : mêmes textes, mêmes règles, dates un an plus tard, mêmes jours."),
                _("Les idées, les votes et les participants ne sont pas copiés."),
            ),
            StepForm,
            _copy,
            _("Le brouillon de l’édition suivante est prêt : relisez ses dates et son règlement."),
            _published,
        ),
        Step(
            "suspendre",
            _("Suspendre (décision de justice)"),
            _("Suspendre cette consultation ?"),
            (
                _("Plus rien n’est accepté tant que la suspension dure ; la page dit pourquoi."),
                _("L’autorité, la date, le motif et le lien sont publics."),
            ),
            FreezeForm,
            _freeze,
            _("La consultation est suspendue."),
            lambda consultation, at: _published(consultation, at) and consultation.frozen_at is None,
            danger=True,
        ),
        Step(
            "reprendre",
            _("Lever la suspension"),
            _("Lever la suspension ?"),
            (
                _("La consultation reprend là où son calendrier en est. Le motif est public."),
                _("Un vote interrompu peut être prolongé ici : c’est une nouvelle version publique de sa règle."),
            ),
            ResumeForm,
            _resume,
            _("La suspension est levée."),
            lambda consultation, at: consultation.frozen_at is not None,
        ),
    ]
}
