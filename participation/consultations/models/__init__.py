"""A consultation, its phases, its rulebooks, the declarations of those who take part, and the tasks of its team."""

from participation.consultations.models.consultations import (
    WORDS_OF_ELECTORAL_LAW,
    Consultation,
    ConsultationKind,
    leaves_law_its_words,
)
from participation.consultations.models.duties import Duty, Hand
from participation.consultations.models.phases import Phase, PhaseKind
from participation.consultations.models.rulebooks import Declaration, Rulebook

__all__ = [
    "WORDS_OF_ELECTORAL_LAW",
    "Consultation",
    "ConsultationKind",
    "Declaration",
    "Duty",
    "Hand",
    "Phase",
    "PhaseKind",
    "Rulebook",
    "leaves_law_its_words",
]
