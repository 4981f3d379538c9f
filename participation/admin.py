"""Admin pages of participation, gathered from its concepts."""

from participation.consultations.admin import ConsultationAdmin as ConsultationAdmin
from participation.consultations.rulebook_admin import RulebookAdmin as RulebookAdmin
