"""Addresses of the directory."""

from django.urls import path

from territories.actors.views import OrganisationList, OrganisationPage, PersonList, PersonPage, remove

urlpatterns = [
    path("acteurs/", OrganisationList.as_view(), name="organisations"),
    path("acteurs/personnes/", PersonList.as_view(), name="people"),
    path("acteurs/personnes/<slug:slug>/", PersonPage.as_view(), name="person"),
    path("acteurs/personnes/<slug:slug>/retirer/", remove, name="person-remove"),
    path("acteurs/<slug:slug>/", OrganisationPage.as_view(), name="organisation"),
]
