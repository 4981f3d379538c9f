"""A consultation, its phases, its rulebooks, and the declarations of those who take part."""

from participation.consultations.models.consultations import WORDS_OF_ELECTORAL_LAW, Consultation, ConsultationKind
from participation.consultations.models.phases import Phase, PhaseKind
from participation.consultations.models.rulebooks import Declaration, Rulebook

__all__ = [
    "WORDS_OF_ELECTORAL_LAW",
    "Consultation",
    "ConsultationKind",
    "Declaration",
    "Phase",
    "PhaseKind",
    "Rulebook",
]
