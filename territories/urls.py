"""Pages of territories, gathered from its concepts."""

from territories.instance.urls import urlpatterns as instance

app_name = "territories"
urlpatterns = [*instance]
