"""Who gets what: messages, preferences, the folder of mails."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from territories.notices.letters import unsubscribe_token
from territories.notices.models import Notice
from territories.notices.operations import owe
from territories.tests.factories.access import PUBLIC, Row, World, admin_answers, admin_rows, everybody, signed_in


def make_notice(world: World) -> Notice:
    """A message owed to the resident."""
    owe(
        kind="poll.result",
        key="access",
        title="Le vote est ouvert",
        text="Il dure deux semaines.",
        participant=world.users["resident"].participant,
        at=timezone.now(),
    )
    return Notice.objects.get(key="access")


def make_mail(world: World) -> dict:
    """A mail in the folder."""
    folder = settings.EMAIL_FILE_PATH
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / "access.eml").write_bytes(b"To: a@exemple.fr\r\nSubject: Bonjour\r\n\r\nBonjour\r\n")
    return {"name": "access"}


ROWS = [
    Row("territories:my_notices", signed_in()),
    Row("territories:my_preferences", signed_in()),
    Row("territories:unsubscribe", PUBLIC, make=lambda world: {"token": unsubscribe_token(make_notice(world))}),
    Row("territories:unsubscribe", everybody(404), case="forged", make=lambda world: {"token": "forged"}),
    *admin_rows(
        "territories_notice", see="manager", adds=False, make=lambda world: {"object_id": make_notice(world).pk}
    ),
    Row("admin:territories_notice_mails", admin_answers({"administrator"})),
    Row("admin:territories_notice_mail", admin_answers({"administrator"}), make=make_mail),
    Row("admin:territories_notice_mail_body", admin_answers({"administrator"}), make=make_mail),
]
