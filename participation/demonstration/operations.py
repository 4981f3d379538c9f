"""Loading the demonstration, once; throwing it away; and going on to the next phase of the running budget."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.models import F

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation, Phase
from participation.demonstration.clock import clock
from participation.demonstration.facts import load_facts
from participation.demonstration.stage.after import play_after, play_team
from participation.demonstration.stage.cast import PARTS, PASSWORD, assemble
from participation.demonstration.stage.editions import play_first, play_second
from participation.demonstration.stage.elsewhere import play_elsewhere
from participation.demonstration.stage.script import calendars, words
from participation.demonstration.stage.team import share_tasks
from participation.demonstration.stage.votations import play_votations
from territories.instance.models import Attachment, Instance
from territories.instance.operations import forget_instance
from territories.notices.models import Notice
from territories.search.words import learn_words

ACCOUNTS_FILE = settings.VAR_DIR / "demonstration.json"


class NothingLeftToShow(Refusal):
    code = "nothing_left_to_show"
    message = "La démonstration est à sa dernière phase."


def is_loaded() -> bool:
    """Tell whether the demonstration is there."""
    return Consultation.objects.filter(slug=f"{words()['series']}-2").exists()


@transaction.atomic
def load_demonstration(*, at: datetime) -> None:
    """Play everything up to today; the official areas must be there."""
    first, second = calendars(at)
    Instance.objects.get_or_create(pk=1)
    forget_instance()
    cast = assemble(at=first.day(-200))
    shelf = load_facts(by=cast.users["admin@exemple.fr"], at=first.day(-200))
    poll = play_first(cast=cast, calendar=first)
    play_after(poll, cast=cast, calendar=first, at=at)
    running = play_second(cast=cast, calendar=second)
    share_tasks(running.consultation, cast=cast, at=at)
    play_votations(cast=cast, at=at)
    play_elsewhere(cast=cast, shelf=shelf, at=at)
    # What was owed in the past left in the past: nobody wants thousands of mails to invented people today.
    Notice.objects.owed(at).update(sent_at=F("due_at"))
    learn_words()


def write_accounts() -> None:
    """Leave the accounts where the launcher finds them."""
    accounts = [{"email": part.email, "password": PASSWORD, "who": part.what} for part in PARTS]
    ACCOUNTS_FILE.parent.mkdir(parents=True, exist_ok=True)
    ACCOUNTS_FILE.write_text(json.dumps({"accounts": accounts}, ensure_ascii=False))


def throw_away() -> None:
    """Empty the whole database, files included: a demonstration holds nothing that anyone could miss.

    The tables go too, and with them the guards that refuse to delete what was sealed or counted; the caller makes
    them anew, as the code of today wants them.
    """
    folder = Path(settings.MEDIA_ROOT)
    for attachment in _files_kept():
        (folder / attachment).unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    clock.reset()


def _files_kept() -> list[str]:
    """The paths of all files; none when the tables are those of another day."""
    try:
        with transaction.atomic():
            return list(Attachment.objects.values_list("file", flat=True))
    except ProgrammingError:
        return []


def go_on(*, at: datetime) -> Phase:
    """Do what the team would have done, then move the clock just past the opening of the next phase.

    :raises NothingLeftToShow: in the last phase.
    """
    consultation = Consultation.objects.get(slug=f"{words()['series']}-2")
    coming = consultation.phases.filter(opens_at__gt=at).order_by("opens_at").first()
    if coming is None:
        raise NothingLeftToShow
    moment = coming.opens_at + timedelta(minutes=1)
    play_team(consultation, before=coming.kind, at=moment)
    clock.forward_to(moment)
    return coming
