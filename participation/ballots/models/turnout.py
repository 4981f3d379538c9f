"""How many had voted by the end of each day: totals, without a person and without an hour."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.polls import Poll
from participation.ballots.rules.days import voters_per_day
from participation.consultations.models import Consultation


class TurnoutDayQuerySet(models.QuerySet):
    """Questions about the days of a vote."""

    def told(self, poll: Poll):
        """The days of a vote as they may be published: new voters per day, small days joined."""
        return voters_per_day(self.filter(poll=poll).order_by("day").values_list("day", "voters"))


class TurnoutDay(models.Model):
    """All who had voted, by whatever channel, by the end of a day on the clock of the territory.

    The roll keeps no time: this is all that is known of when people voted, and it names nobody.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="turnout_days")
    day = models.DateField(_("jour"))
    voters = models.PositiveIntegerField(_("votants jusque-là"))

    objects = TurnoutDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation d’un jour")
        verbose_name_plural = _("participation par jour")
        ordering = ["poll", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "poll", "day"],
                name="turnout_day_once",
                violation_error_message=_("Ce jour est déjà noté."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.day:%d/%m/%Y}"
