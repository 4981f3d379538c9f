"""Addresses of the map."""

from django.urls import path

from territories.areas import views
from territories.areas.feeds import AreaFeed

urlpatterns = [
    path("territoires/", views.areas, name="areas"),
    path("territoires/chercher/", views.search, name="area_search"),
    path("territoires/communes.json", views.suggestions, name="commune_suggestions"),
    path("territoires/<slug:slug>/", views.area, name="area"),
    path("territoires/<slug:slug>/flux.atom", AreaFeed(), name="area_feed"),
    path("territoires/<slug:slug>/communes/", views.communes, name="area_communes"),
    path("territoires/<slug:slug>/contour.geojson", views.outline, name="area_outline"),
    path("territoires/<slug:slug>/carte.geojson", views.inner, name="area_map"),
]
