"""Addresses of consultations."""

from django.urls import path

from participation.consultations import feeds, views

ONE = "consultations/<slug:slug>/"

urlpatterns = [
    path("consultations/", views.consultation_list, name="consultations"),
    path("consultations/flux.atom", feeds.ConsultationFeed(), name="consultation_feed"),
    path(ONE, views.consultation_page, name="consultation"),
    path(f"{ONE}reglement/", views.rulebook_page, name="rulebook"),
    path(f"{ONE}journal/", views.journal_page, name="consultation_journal"),
    path(f"{ONE}participer/", views.take_part, name="take_part"),
]
