"""Addresses of the search."""

from django.urls import path

from territories.search import views

urlpatterns = [
    path("chercher/", views.search, name="search"),
    path("chercher/suggestions.json", views.suggestions, name="search_suggestions"),
]
