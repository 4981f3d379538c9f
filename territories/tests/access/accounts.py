"""Who gets what: accounts, « Mon espace », people and roles in the admin."""

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.utils import timezone

from territories.accounts.letters import signup_token
from territories.accounts.models import DataExport, Role
from territories.accounts.operations import ask_to_join
from territories.tests.factories.access import PUBLIC, Row, World, admin_rows, everybody, signed_in, superuser_rows
from territories.tests.factories.accounts import make_participant


def make_request(world: World) -> dict:
    """A sign-up that waits to be confirmed."""
    asked = ask_to_join(
        email="nouvelle@exemple.fr",
        password="trois-mots-faciles",
        display_name="Nouvelle",
        home=world.commune,
        links=["lives"],
        at=timezone.now(),
    )
    return {"token": signup_token(asked)}


def make_export(world: World) -> dict:
    """The copy of the resident's data."""
    now = timezone.now()
    export = DataExport(participant=world.users["resident"].participant, asked_at=now, ready_at=now)
    export.file.save("copie.zip", ContentFile(b"PK"))
    return {"public_id": export.public_id}


def make_session(world: World) -> dict:
    """Another device of the resident."""
    where = {"ip": "192.0.2.1", "user_agent": "Firefox", "session_key": "another"}
    return {"pk": UserSession.objects.create(user=world.users["resident"], **where).pk}


def make_entered(world: World) -> dict:
    """A person whom the desk entered."""
    return {"object_id": make_participant(home=world.commune, entered_by=world.users["manager"]).pk}


def make_role(world: World) -> dict:
    """The agent's role."""
    return {"object_id": Role.objects.get(user=world.users["agent"]).pk}


FOR_STRANGERS = everybody(302) | {"anonymous": 200}  # whoever is signed in is led on
AFTER_PASSWORD = everybody(302)  # asks for the password once more, or to sign in

ROWS = [
    Row("account_login", FOR_STRANGERS),
    Row("account_signup", FOR_STRANGERS),
    Row("account_logout", signed_in()),
    Row("account_inactive", PUBLIC),
    Row("account_email_verification_sent", PUBLIC),
    Row("account_confirm_signup", PUBLIC, make=make_request),
    Row("account_confirm_signup", everybody(404), case="forged", make=lambda world: {"token": "1:forged:forged"}),
    Row("account_reauthenticate", signed_in()),
    Row("account_email", signed_in()),
    Row("franceconnect_ask", signed_in(404)),
    Row("franceconnect_callback", signed_in(404)),
    Row("account_confirm_email", PUBLIC, make=lambda world: {"key": "forged"}),
    Row("account_change_password", signed_in()),
    Row("account_reset_password", PUBLIC),
    Row("account_reset_password_done", PUBLIC),
    Row("account_reset_password_from_key", PUBLIC, make=lambda world: {"uidb36": "1", "key": "forged"}),
    Row("account_reset_password_from_key_done", PUBLIC),
    Row("usersessions_list", signed_in()),
    Row("mfa_index", signed_in()),
    Row("mfa_authenticate", AFTER_PASSWORD),
    Row("mfa_reauthenticate", AFTER_PASSWORD),
    Row("mfa_activate_totp", AFTER_PASSWORD),
    Row("mfa_deactivate_totp", signed_in(404)),
    Row("mfa_view_recovery_codes", signed_in(404)),
    Row("mfa_generate_recovery_codes", AFTER_PASSWORD),
    Row("mfa_download_recovery_codes", signed_in(404)),
    Row("territories:space", signed_in()),
    Row("territories:my_profile", signed_in()),
    Row("territories:my_account", signed_in()),
    Row("territories:my_data", signed_in()),
    Row("territories:my_data_progress", signed_in()),
    Row("territories:my_data_download", signed_in(404) | {"resident": 200}, make=make_export),
    Row(
        "territories:sign_out_device",
        signed_in(404) | {"resident": 302},
        method="post",
        make=make_session,
    ),
    Row("territories:close_account", signed_in()),
    *admin_rows("territories_participant", see="manager", edit="manager agent", make=make_entered),
    *admin_rows("territories_role", see="manager", edit="manager", make=make_role, deletes=True),
    *superuser_rows(
        "territories_user",
        make=lambda world: {"object_id": world.users["resident"].pk},
        adds=False,
        deletes=False,
    ),
]
