"""Admin pages of territories, gathered from its concepts."""

from territories.accounts.admin import ParticipantAdmin as ParticipantAdmin
from territories.accounts.admin import RoleAdmin as RoleAdmin
from territories.accounts.admin import UserAdmin as UserAdmin
from territories.actors.admin import OrganisationAdmin as OrganisationAdmin
from territories.actors.admin import PersonAdmin as PersonAdmin
from territories.alliances.admin import AllianceAdmin as AllianceAdmin
from territories.areas.admin import AreaAdmin as AreaAdmin
from territories.areas.admin import PollingPlaceAdmin as PollingPlaceAdmin
from territories.indicators.admin import IndicatorAdmin as IndicatorAdmin
from territories.indicators.admin import MeasureAdmin as MeasureAdmin
from territories.instance.admin import ActAdmin as ActAdmin
from territories.instance.admin import AttachmentAdmin as AttachmentAdmin
from territories.instance.admin import InstanceAdmin as InstanceAdmin
from territories.instance.admin import ThemeAdmin as ThemeAdmin
from territories.notices.admin import NoticeAdmin as NoticeAdmin
from territories.places.admin import PlaceAdmin as PlaceAdmin
