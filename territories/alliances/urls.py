"""Addresses of alliances."""

from django.urls import path

from territories.alliances.views import AllianceList, AlliancePage

urlpatterns = [
    path("alliances/", AllianceList.as_view(), name="alliances"),
    path("alliances/<slug:slug>/", AlliancePage.as_view(), name="alliance"),
]
