"""The numbers that a ballot gives to its choices: a column of all tables that keep ballots, and what it is held to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def points_column() -> ArrayField:
    """Points in the order of the choices; empty where ballots only choose."""
    return ArrayField(models.PositiveSmallIntegerField(), default=list, db_default=[], blank=True)


def points_beside_choices(name: str) -> models.CheckConstraint:
    """Hold a table to one number per choice, or none at all."""
    return models.CheckConstraint(
        name=name,
        condition=Q(points=[]) | Q(points__len=F("choices__len")),
        violation_error_message=_("Chaque choix a son nombre, ou aucun n’en a."),
    )
