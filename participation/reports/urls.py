"""Addresses of reports."""

from django.urls import path

from participation.reports import views

urlpatterns = [
    path("consultations/<slug:slug>/rapports/demander/", views.ask, name="report-ask"),
    path("rapports/<uuid:public_id>/", views.report, name="report"),
    path("rapports/<uuid:public_id>/publier/", views.publish, name="report-publish"),
]
