"""The address of the page of a demonstration."""

from django.urls import path

from participation.demonstration.views import demonstration

urlpatterns = [path("demonstration/", demonstration, name="demonstration")]
