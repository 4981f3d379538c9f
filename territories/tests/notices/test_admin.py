"""Messages in the admin: their fate, without addresses; the folder of mails for administrators."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from crois_sens.kernel.registries import attention
from territories.notices import folder
from territories.notices.models import Notice
from territories.notices.operations import owe
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
LIST = "/admin/territories/notice/"


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_failed(home, number=1):
    person, now = make_user(home=home, email=f"secret{number}@exemple.fr", name="Camille").participant, timezone.now()
    owe(kind="poll.result", key=f"f{number}", title=f"Message {number}", text="x", participant=person, at=now)
    Notice.objects.filter(key=f"f{number}").update(failed_at=now, attempts=6)
    return Notice.objects.get(key=f"f{number}")


def test_a_manager_sees_the_messages_of_their_people_without_addresses():
    here = make_commune()
    make_failed(here), make_failed(make_commune(), 2)
    owe(kind="account.reset", key="r", title="Mot de passe", text="", address="autre@exemple.fr", at=timezone.now())
    page = signed_in(make_staff("manager", here)).get(LIST).content.decode()
    assert "Message 1" in page
    assert "Message 2" not in page
    assert "secret1@" not in page
    everything = signed_in(make_staff("administrator")).get(LIST).content.decode()
    assert "a…@exemple.fr" in everything
    assert "autre@exemple.fr" not in everything


def test_a_message_that_failed_is_tried_again_from_the_list():
    here = make_commune()
    mine, other = make_failed(here), make_failed(make_commune(), 2)
    client = signed_in(make_staff("manager", here))
    client.post(LIST, {"action": "retry", "confirmed": "1", "_selected_action": [mine.pk, other.pk]})
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.failed_at, mine.attempts) == (None, 0)
    assert other.failed_at


def test_failures_wait_for_those_who_watch_over_them():
    here = make_commune()
    failed = make_failed(here)
    entry = dict(attention)["notices"]
    (line,) = entry(user=make_staff("manager", here), at=timezone.now())
    assert (line["count"].get(), line["level"]) == (failed, "bad")
    assert signed_in(make_staff("manager", here)).get(line["url"]).status_code == 200
    (elsewhere,) = entry(user=make_staff("manager", make_commune()), at=timezone.now())
    assert not elsewhere["count"].exists()
    assert entry(user=make_staff("agent", here), at=timezone.now()) == []


def send_to_folder(settings, tmp_path, name="abc"):
    settings.EMAIL_BACKEND = "territories.notices.folder.FolderBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    mail = EmailMultiAlternatives("Été à Éloyes", "Bonjour <b>", "a@exemple.fr", ["b@exemple.fr"])
    mail.extra_headers["Message-ID"] = f"<{name}@localhost>"
    mail.attach_alternative("<p>Bonjour</p>", "text/html")
    mail.send()


def test_mails_are_read_in_the_folder_by_administrators(settings, tmp_path):
    send_to_folder(settings, tmp_path)
    send_to_folder(settings, tmp_path)  # the same mail is one file
    assert [mail.subject for mail in folder.newest()] == ["Été à Éloyes"]
    client = signed_in(make_staff("administrator"))
    assert "Été à Éloyes" in client.get(f"{LIST}courriels/").content.decode()
    assert "Bonjour &lt;b&gt;" in client.get(f"{LIST}courriels/abc/").content.decode()
    body = client.get(f"{LIST}courriels/abc/html/")
    assert body.content.decode().strip() == "<p>Bonjour</p>"
    assert "sandbox" in body.headers["Content-Security-Policy"]
    assert client.get(f"{LIST}courriels/inconnu/").status_code == 404
    assert signed_in(make_staff("manager", make_commune())).get(f"{LIST}courriels/").status_code == 403


def test_with_a_mail_server_there_is_no_folder_to_read(settings):
    settings.MAILS_GO_TO_FOLDER = False
    assert signed_in(make_staff("administrator")).get(f"{LIST}courriels/").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b"])
def test_no_name_leads_out_of_the_folder(settings, tmp_path, name):
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    assert folder.find(name) is None
    assert "/" not in folder.safe(name)
