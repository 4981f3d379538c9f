"""Endpoints of territories, gathered from its concepts: ``(prefix, viewset, basename)``."""

from territories.actors.api import OrganisationViewSet, PersonViewSet
from territories.alliances.api import AllianceViewSet
from territories.areas.api import AreaViewSet
from territories.indicators.api import IndicatorViewSet, MeasureViewSet
from territories.places.api import PlaceViewSet
from territories.search.api import SearchViewSet

ROUTES: list[tuple] = [
    ("areas", AreaViewSet, "area"),
    ("organisations", OrganisationViewSet, "organisation"),
    ("people", PersonViewSet, "person"),
    ("alliances", AllianceViewSet, "alliance"),
    ("places", PlaceViewSet, "place"),
    ("indicators", IndicatorViewSet, "indicator"),
    ("measures", MeasureViewSet, "measure"),
    ("search", SearchViewSet, "search"),
]
