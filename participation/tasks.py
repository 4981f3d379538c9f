"""Jobs of participation, gathered from its concepts for the worker to find."""

from participation.ballots.tasks import move_on as move_on

#: Task → seconds between two ticks.
TICKS = {"participation.ballots.tasks.move_on": 10.0}
