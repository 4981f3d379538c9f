"""Closing an account and taking one's data along."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from territories.accounts.exports import (
    AlreadyPreparing,
    archive,
    ask_for_data,
    build_next_export,
    delete_old_exports,
)
from territories.accounts.models import DataExport, Identity, Participant, User
from territories.accounts.operations import StaffMayNotVanish, close_account
from territories.accounts.rules import EXPORT_HELD_FOR
from territories.instance.models import Act, Attachment, Visibility
from territories.notices.models import Notice, Preference
from territories.notices.operations import choose_frequency, owe
from territories.tests.factories.accounts import PASSWORD, make_staff, make_user
from territories.tests.factories.actors import make_organisation
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_attachment(owner, visibility, content=b"%PDF-"):
    attachment = Attachment(
        name="plan.pdf",
        content_type="application/pdf",
        size=len(content),
        sha256=f"{hash(content) % 16**12:064x}",
        visibility=visibility,
        owner=owner,
        created_at=timezone.now(),
    )
    attachment.file.save("x", ContentFile(content))
    attachment.save()
    return attachment


def make_resident_with_a_past():
    user = make_user(email="camille@exemple.fr", name="Camille", home=make_commune())
    now = timezone.now()
    owe(kind="poll.open", key="1", title="Camille, votez", text="x", participant=user.participant, at=now)
    choose_frequency(participant=user.participant, kind="poll.open", frequency="never", at=now)
    make_attachment(user.participant, Visibility.PRIVATE)
    make_attachment(user.participant, Visibility.PUBLIC, b"%PDF-2")
    return user


def test_closing_asks_for_the_password_says_what_becomes_of_what_and_signs_out(client):
    user = make_resident_with_a_past()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    page = client.get(reverse("territories:close_account")).content.decode()
    assert "Vos votes déjà donnés restent comptés." in page
    wrong = client.post(reverse("territories:close_account"), {"password": "faux"})
    assert "Ce mot de passe n’est pas le bon." in wrong.content.decode()
    assert User.objects.exists()
    client.post(reverse("territories:close_account"), {"password": PASSWORD})
    assert not User.objects.exists()
    assert client.get("/mon-espace/").status_code == 302


def test_nothing_of_the_person_remains_but_the_pseudonym(django_capture_on_commit_callbacks):
    user = make_resident_with_a_past()
    pseudonym, files = user.participant, Attachment.objects.order_by("pk")
    private, public = list(files)
    with django_capture_on_commit_callbacks(execute=True):
        close_account(user=user, at=timezone.now())
    pseudonym = Participant.objects.get(pk=pseudonym.pk)
    assert pseudonym.erased_at
    assert pseudonym.links == []
    assert str(pseudonym) == "Un habitant ou une habitante"
    for gone in (User, Identity, EmailAddress, UserSession, Preference):
        assert not gone.objects.exists(), gone
    notice = Notice.objects.get()
    assert (notice.title, notice.text, notice.dropped_reason) == ("", "", "compte fermé")
    assert [row.owner for row in files.all()] == [None]
    assert public.file.storage.exists(public.file.name)
    assert not private.file.storage.exists(private.file.name)
    act = Act.objects.get(verb="account.closed")
    assert act.subject_label == ""
    assert "Camille" not in str(Act.objects.values())


def test_an_administrator_does_not_vanish_and_staff_take_their_roles_along():
    with pytest.raises(StaffMayNotVanish):
        close_account(user=make_staff("administrator"), at=timezone.now())
    manager = make_staff("manager", make_commune())
    close_account(user=manager, at=timezone.now())
    assert not User.objects.filter(pk=manager.pk).exists()


def test_the_account_of_who_decided_stays_as_an_empty_shell():
    manager = make_staff("manager", make_commune(), email="cheffe@exemple.fr")
    make_organisation(published=False, published_by=manager, published_at=timezone.now())
    close_account(user=manager, at=timezone.now())
    shell = User.objects.get(pk=manager.pk)
    assert "cheffe" not in shell.email
    assert not any([shell.is_active, shell.is_staff, shell.has_usable_password(), shell.participant])
    assert not shell.roles.exists()
    assert not EmailAddress.objects.exists()


def test_the_copy_holds_what_is_known_and_the_files(client):
    user = make_resident_with_a_past()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("territories:my_data"))
    assert "en préparation" in client.get(reverse("territories:my_data_progress")).content.decode()
    assert build_next_export(at=timezone.now())
    assert not build_next_export(at=timezone.now())
    export = DataExport.objects.get()
    link = reverse("territories:my_data_download", args=[export.public_id])
    assert link in client.get(reverse("territories:my_data")).content.decode()
    with zipfile.ZipFile(io.BytesIO(b"".join(client.get(link).streaming_content))) as folder:
        known = json.loads(folder.read("donnees.json"))
        assert len([name for name in folder.namelist() if name.startswith("fichiers/")]) == 2
    assert known["account"]["email"] == "camille@exemple.fr"
    assert known["card"]["display_name"] == "Camille"
    assert known["notices"]["preferences"][0]["frequency"] == "never"
    assert Notice.objects.filter(kind="data.export").count() == 1


def test_every_part_of_the_copy_is_plain_json():
    json.loads(zipfile.ZipFile(io.BytesIO(archive(make_resident_with_a_past().participant))).read("donnees.json"))


def test_a_strangers_copy_does_not_exist(client):
    export = ask_for_data(participant=make_user().participant, at=timezone.now())
    build_next_export(at=timezone.now())
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("territories:my_data_download", args=[export.public_id])).status_code == 404


def test_one_copy_at_a_time_and_a_dead_worker_is_replaced():
    person, now = make_user().participant, timezone.now()
    export = ask_for_data(participant=person, at=now)
    with pytest.raises(AlreadyPreparing):
        ask_for_data(participant=person, at=now)
    DataExport.objects.update(claimed_at=now)
    assert not build_next_export(at=now + EXPORT_HELD_FOR)
    assert build_next_export(at=now + EXPORT_HELD_FOR + timedelta(seconds=1))
    export.refresh_from_db()
    assert export.ready_at
    ask_for_data(participant=person, at=now)


def test_copies_are_deleted_after_a_week_and_with_the_account(django_capture_on_commit_callbacks):
    user, now = make_user(), timezone.now()
    ask_for_data(participant=user.participant, at=now - timedelta(days=8))
    build_next_export(at=now)
    old = DataExport.objects.get()
    assert delete_old_exports(at=now) == 1
    assert not old.file.storage.exists(f"exports/{old.public_id}.zip")
    ask_for_data(participant=user.participant, at=now)
    build_next_export(at=now)
    path = DataExport.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        close_account(user=user, at=now)
    assert not old.file.storage.exists(path)
