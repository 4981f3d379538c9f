"""Jobs of participation, gathered from its concepts for the worker to find."""

from participation.ballots.tasks import build_bundles as build_bundles
from participation.ballots.tasks import move_on as move_on
from participation.ballots.tasks import note_voters as note_voters
from participation.ballots.tasks import sequence as sequence
from participation.ballots.tasks import stamp_counts as stamp_counts
from participation.reminders.tasks import write_due_reminders as write_due_reminders
from participation.reports.tasks import build_reports as build_reports

#: Task → seconds between two ticks.
TICKS = {
    "participation.ballots.tasks.move_on": 10.0,
    "participation.ballots.tasks.sequence": 60.0,
    "participation.ballots.tasks.build_bundles": 5.0,
    "participation.ballots.tasks.stamp_counts": 60.0,
    "participation.ballots.tasks.note_voters": 300.0,
    "participation.write_reminders": 60.0,
    "participation.build_reports": 5.0,
}
