"""What reminders add to lower floors and to the cockpit of a consultation; called once when the app is ready."""

from crois_sens.kernel.registries import notice_still_holds
from participation.consultations.registries import cockpit_pages, cockpit_panels
from participation.reminders.checks import KINDS, still_hold
from participation.reminders.ledger import reminders_page, reminders_panel


def register() -> None:
    """Fill the registries."""
    for kind in KINDS:
        notice_still_holds.add(kind, still_hold)
    cockpit_panels.add("reminders", reminders_panel, rank=60)
    cockpit_pages.add("relances", reminders_page)
