"""Addresses under ``/compte/``: the pages of allauth that the house uses, with its own words, and no others."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from territories.accounts import views
from territories.accounts.franceconnect import views as franceconnect

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("suspendu/", account.account_inactive, name="account_inactive"),
    path("inscription/", account.signup, name="account_signup"),
    path("inscription/courriel/", views.signup_sent, name="account_email_verification_sent"),
    path("inscription/confirmer/<str:token>/", views.confirm_signup, name="account_confirm_signup"),
    path("verifier/", account.reauthenticate, name="account_reauthenticate"),
    path("adresse/", account.email, name="account_email"),
    re_path(r"^adresse/confirmer/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/courriel/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/change/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("identite/", franceconnect.ask, name="franceconnect_ask"),
    path("identite/retour/", franceconnect.callback, name="franceconnect_callback"),
    path("appareils/", sessions.list_usersessions, name="usersessions_list"),
    path("double-verification/", mfa.index, name="mfa_index"),
    path("double-verification/code/", mfa.authenticate, name="mfa_authenticate"),
    path("double-verification/verifier/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("double-verification/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("double-verification/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("double-verification/secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("double-verification/secours/creer/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("double-verification/secours/fichier/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
