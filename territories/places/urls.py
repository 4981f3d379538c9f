"""Addresses of third places."""

from django.urls import path

from territories.places.views import PlaceList, PlacePage

urlpatterns = [
    path("tiers-lieux/", PlaceList.as_view(), name="places"),
    path("tiers-lieux/<slug:slug>/", PlacePage.as_view(), name="place"),
]
