"""The names of the states of an idea, and of the bodies that decide on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    SUBMITTED = "submitted", _("Déposée")
    ADMISSIBLE = "admissible", _("Recevable")
    INADMISSIBLE = "inadmissible", _("Non recevable")
    IN_STUDY = "in_study", _("À l’étude")
    FEASIBLE = "feasible", _("Réalisable")
    UNFEASIBLE = "unfeasible", _("Non réalisable")
    MERGED = "merged", _("Fusionnée")
    WITHDRAWN = "withdrawn", _("Retirée par l’auteur")
    ON_BALLOT = "on_ballot", _("Soumis au vote")
    WINNER = "winner", _("Lauréat")
    NOT_WINNER = "not_winner", _("Non lauréat")
    ADOPTED = "adopted", _("Adopté")
    UNDER_WAY = "under_way", _("En cours de réalisation")
    DONE = "done", _("Réalisé")
    ABANDONED = "abandoned", _("Abandonné")


class Body(models.TextChoices):
    """Who decided, as the public may know it: a body, never the name of an employee."""

    HOLDER = "holder", _("le porteur ou la porteuse")
    COMMISSION = "commission", _("la commission")
    SERVICES = "services", _("les services")
    ORGANISER = "organiser", _("l’équipe de la consultation")
    VOTE = "vote", _("le vote")
    COUNCIL = "council", _("l’assemblée délibérante")
