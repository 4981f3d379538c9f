"""Admin pages of seminars, gathered from its concepts."""

from seminars.events.admin import EventAdmin as EventAdmin
from seminars.events.admin import RegistrationAdmin as RegistrationAdmin
from seminars.library.admin import PublicationAdmin as PublicationAdmin
