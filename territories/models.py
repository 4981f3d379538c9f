"""The tables of territories, gathered from its concepts."""

from territories.accounts.models import Identity as Identity
from territories.accounts.models import Participant as Participant
from territories.accounts.models import Role as Role
from territories.accounts.models import User as User
from territories.actors.models import Membership as Membership
from territories.actors.models import Organisation as Organisation
from territories.actors.models import Person as Person
from territories.alliances.models import Alliance as Alliance
from territories.alliances.models import AllianceMember as AllianceMember
from territories.areas.models import Area as Area
from territories.areas.models import Outline as Outline
from territories.areas.models import PollingPlace as PollingPlace
from territories.indicators.models import Indicator as Indicator
from territories.indicators.models import Measure as Measure
from territories.instance.models import Act as Act
from territories.instance.models import Attachment as Attachment
from territories.instance.models import Instance as Instance
from territories.instance.models import Theme as Theme
from territories.notices.models import Notice as Notice
from territories.notices.models import Preference as Preference
from territories.places.models import Place as Place
from territories.search.models import SearchDocument as SearchDocument
from territories.search.models import SearchWord as SearchWord
