"""``manage.py demo``: it never touches a database in which a town works."""

import pytest
from django.core.management import CommandError, call_command

from participation.consultations.models import Consultation
from participation.demonstration import operations
from participation.management.commands import demo
from participation.tests.factories.consultations import make_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """What the command would have done to the database: nothing is really thrown away or played here."""
    done: list[str] = []
    monkeypatch.setattr(demo, "throw_away", lambda: done.append("thrown away"))
    monkeypatch.setattr(demo, "load_demonstration", lambda *, at: done.append("loaded"))
    monkeypatch.setattr(demo, "write_accounts", lambda: done.append("accounts"))
    monkeypatch.setattr(demo, "call_command", lambda name, **options: done.append(name))
    return done


@pytest.mark.parametrize("reset", [False, True])
def test_it_refuses_a_database_with_real_consultations(settings, told, reset):
    settings.DEMONSTRATION = True
    real = make_consultation()
    with pytest.raises(CommandError, match="vraies consultations"):
        call_command("demo", reset=reset)
    assert (told, list(Consultation.objects.all())) == ([], [real])


@pytest.mark.parametrize("reset", [False, True])
def test_it_refuses_an_installation_that_is_no_demonstration(settings, told, reset):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="DEMONSTRATION=1"):
        call_command("demo", reset=reset)
    assert told == []


def test_it_loads_once_and_again_only_after_throwing_all_away(settings, told, monkeypatch):
    settings.DEMONSTRATION = True
    call_command("demo")
    assert told == ["loaded", "accounts"]

    make_consultation(slug=f"{operations.words()['series']}-2")
    told.clear()
    call_command("demo")
    assert told == ["accounts"]
    told.clear()
    monkeypatch.setattr(demo, "throw_away", lambda: (told.append("thrown away"), Consultation.objects.all().delete()))
    call_command("demo", reset=True)
    assert told == ["thrown away", "migrate", "import_areas", "loaded", "accounts"]
