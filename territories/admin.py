"""Admin pages of territories, gathered from its concepts."""

from territories.actors.admin import OrganisationAdmin as OrganisationAdmin
from territories.actors.admin import PersonAdmin as PersonAdmin
from territories.alliances.admin import AllianceAdmin as AllianceAdmin
from territories.areas.admin import AreaAdmin as AreaAdmin
from territories.indicators.admin import IndicatorAdmin as IndicatorAdmin
from territories.indicators.admin import MeasureAdmin as MeasureAdmin
from territories.places.admin import PlaceAdmin as PlaceAdmin
