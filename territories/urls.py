"""Pages of territories, gathered from its concepts."""

from territories.accounts.urls import urlpatterns as accounts
from territories.actors.urls import urlpatterns as actors
from territories.alliances.urls import urlpatterns as alliances
from territories.areas.urls import urlpatterns as areas
from territories.instance.urls import urlpatterns as instance
from territories.notices.urls import urlpatterns as notices
from territories.places.urls import urlpatterns as places
from territories.search.urls import urlpatterns as search

app_name = "territories"
urlpatterns = [*instance, *accounts, *notices, *areas, *actors, *alliances, *places, *search]
