"""What reminders add to lower floors and to the cockpit of a consultation; called once when the app is ready."""

from crois_sens.kernel.registries import notice_still_holds
from participation.consultations.registries import cockpit_pages, cockpit_panels
from participation.reminders.checks import KINDS, still_hold
from participation.reminders.ledger import reminders_page, reminders_panel
from participation.reminders.wording import ACTIONS, letter_with_its_button
from territories.notices.letters import composers


def register() -> None:
    """Fill the registries."""
    for kind in KINDS:
        notice_still_holds.add(kind, still_hold)
    for kind in ACTIONS:
        composers.add(kind, letter_with_its_button)
    cockpit_panels.add("reminders", reminders_panel, rank=60)
    cockpit_pages.add("relances", reminders_page)
