"""The tables of seminars, gathered from its concepts."""

from seminars.events.models import Event as Event
from seminars.events.models import Intervention as Intervention
from seminars.events.models import Registration as Registration
from seminars.events.models import Session as Session
from seminars.library.models import Publication as Publication
