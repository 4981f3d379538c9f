"""Pages of territories, gathered from its concepts."""

from territories.actors.urls import urlpatterns as actors
from territories.alliances.urls import urlpatterns as alliances
from territories.areas.urls import urlpatterns as areas
from territories.instance.urls import urlpatterns as instance
from territories.places.urls import urlpatterns as places

app_name = "territories"
urlpatterns = [*instance, *areas, *actors, *alliances, *places]
