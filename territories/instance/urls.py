"""Addresses of the installation's own pages; ``home`` stands in the root configuration."""

from django.urls import path

from territories.instance import style, views

urlpatterns = [
    path("couleurs.css", views.colours, name="colours"),
    path("mentions-legales/", views.text, {"name": "legal_notice"}, name="legal_notice"),
    path("donnees-personnelles/", views.text, {"name": "privacy"}, name="privacy"),
    path("accessibilite/", views.text, {"name": "accessibility"}, name="accessibility"),
    path("sources/", views.text, {"name": "sources"}, name="sources"),
    path("fichiers/<uuid:public_id>/", views.attachment, name="attachment"),
    path("style/", style.style, name="style"),
]
