"""Addresses of papers."""

from django.urls import path

from participation.papers import views

urlpatterns = [
    path("votes/<slug:slug>/papiers/<slug:kind>.pdf", views.paper, name="paper"),
]
