"""Addresses of « Mon espace »."""

from django.urls import path

from territories.accounts import views

urlpatterns = [
    path("mon-espace/", views.space, name="space"),
    path("mon-espace/profil/", views.profile, name="my_profile"),
    path("mon-espace/donnees/", views.my_data, name="my_data"),
    path("mon-espace/donnees/etat/", views.my_data_progress, name="my_data_progress"),
    path("mon-espace/donnees/<uuid:public_id>/", views.download, name="my_data_download"),
    path("mon-espace/compte/", views.account, name="my_account"),
    path("mon-espace/compte/appareils/<int:pk>/deconnecter/", views.sign_out_device, name="sign_out_device"),
    path("mon-espace/compte/fermer/", views.close, name="close_account"),
]
