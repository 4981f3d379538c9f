"""Addresses of one's messages and wishes."""

from django.urls import path

from territories.notices import views

urlpatterns = [
    path("mon-espace/messages/", views.my_notices, name="my_notices"),
    path("mon-espace/preferences/", views.my_preferences, name="my_preferences"),
    path("messages/refuser/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
