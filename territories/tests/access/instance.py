"""Who gets what: legal texts for all, settings and vocabulary for administrators, the log of acts for who watches."""

from django.utils import timezone

from territories.instance.acts import record
from territories.instance.models import Attachment, Theme
from territories.tests.factories.access import PUBLIC, Row, World, admin_answers, admin_rows, everybody, superuser_rows


def make_theme(world: World) -> dict:
    """A word of the vocabulary."""
    return {"object_id": Theme.objects.create(name="Nature", slug="nature").pk}


def make_act(world: World) -> dict:
    """Something done in the world's area."""
    return {"object_id": record(verb="essai", subject=world.area, area=world.area, at=timezone.now()).pk}


def make_file(world: World) -> dict:
    """A file that belongs to the world's area."""
    return {
        "object_id": Attachment.objects.create(
            name="plan.pdf", content_type="application/pdf", size=1, area=world.area, created_at=timezone.now()
        ).pk
    }


SETTINGS = {"object_id": 1}
ROWS = [
    Row("territories:legal_notice", PUBLIC),
    Row("territories:privacy", PUBLIC),
    Row("territories:accessibility", PUBLIC),
    Row("territories:sources", PUBLIC),
    Row("territories:colours", PUBLIC),
    Row("territories:style", everybody(404)),  # for builders: only where everything is invented
    # The list of the one settings row is its page.
    Row("admin:territories_instance_changelist", everybody(302)),
    Row("admin:territories_instance_add", admin_answers(set())),
    Row("admin:territories_instance_change", admin_answers({"administrator"}), make=lambda world: SETTINGS),
    Row("admin:territories_instance_delete", admin_answers(set()), make=lambda world: SETTINGS),
    Row("admin:territories_instance_history", admin_answers({"administrator"}), make=lambda world: SETTINGS),
    *superuser_rows("territories_theme", make=make_theme),
    *admin_rows("territories_attachment", see="manager instructor commission elected", adds=False, make=make_file),
    *admin_rows("territories_act", see="manager elected", adds=False, make=make_act),
]
