"""The page where a decision on one's vote is contested."""

from django.urls import path

from participation.clusters import views

urlpatterns = [path("votes/<slug:slug>/contester/", views.contest, name="contest_decision")]
