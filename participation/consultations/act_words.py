"""How the log of acts names what is done to a consultation, its calendar, its règlement and its tasks."""

from django.utils.translation import gettext_lazy as _

ACT_WORDS = {
    "consultation.begun": _("Brouillon commencé"),
    "consultation.copied": _("Copiée d’une autre édition"),
    "consultation.published": _("Consultation publiée"),
    "consultation.changed": _("Consultation modifiée"),
    "consultation.rules_sealed": _("Règles scellées"),
    "consultation.frozen": _("Consultation suspendue"),
    "consultation.unfrozen": _("Suspension levée"),
    "rulebook.published": _("Règlement publié"),
    "phase.added": _("Phase ajoutée"),
    "phase.moved": _("Phase déplacée"),
    "phase.extended": _("Phase prolongée"),
    "phase.closed_early": _("Phase close avant la date prévue"),
    "duty.done": _("Tâche faite"),
    "duty.reopened": _("Tâche rouverte"),
}
