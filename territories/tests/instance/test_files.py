"""Files are kept once, images written anew, private ones served to those who may read them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from territories.instance import files
from territories.instance.models import Attachment, Visibility
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pdf(content: bytes = b"%PDF-1.7 delib") -> SimpleUploadedFile:
    return SimpleUploadedFile("délibération.pdf", content, "application/pdf")


def picture(size=(3000, 1000), form="JPEG") -> SimpleUploadedFile:
    written, image = BytesIO(), Image.new("RGB", size, "teal")
    exif = image.getexif()
    exif[0x0112] = 6
    exif[0x010F] = "Appareil secret"
    image.save(written, form, exif=exif)
    return SimpleUploadedFile("photo.jpg", written.getvalue(), "image/jpeg")


def test_the_same_content_is_stored_once():
    one, two = (files.keep_pdf(pdf(), at=timezone.now()) for _ in range(2))
    assert one.file.name == two.file.name
    assert one.public_id != two.public_id
    assert one.file.read() == b"%PDF-1.7 delib"


def test_an_image_is_upright_smaller_and_forgets_the_camera():
    kept = files.keep_image(picture(), at=timezone.now(), alt_text="Une place")
    image = Image.open(kept.file)
    assert (image.format, image.size) == ("WEBP", (667, 2000))
    assert not image.getexif()
    assert (kept.name, kept.alt_text) == ("photo.webp", "Une place")


def test_what_it_is_not_is_refused():
    with pytest.raises(files.NotAPdf):
        files.keep_pdf(pdf(b"<script>"), at=timezone.now())
    with pytest.raises(files.NotAnImage):
        files.keep_image(pdf(), at=timezone.now())
    with pytest.raises(files.FileTooBig):
        files.keep_pdf(pdf(b"%PDF-" + b"0" * files.MOST_BYTES), at=timezone.now())
    assert not Attachment.objects.exists()


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_PIXELS", 1000)
    with pytest.raises(files.FileTooBig):
        files.keep_image(picture((100, 100)), at=timezone.now())


def test_a_private_file_exists_only_for_its_owner_and_team(client):
    area, owner = make_area(), make_user()
    kept = files.keep_pdf(pdf(), at=timezone.now(), owner=owner.participant, area=area)
    readers = {
        "owner": (owner, 200),
        "other": (make_user(), 404),
        "manager": (make_staff("manager", area), 200),
        "manager elsewhere": (make_staff("manager", make_area()), 404),
    }
    assert client.get(kept.get_absolute_url()).status_code == 404
    for name, (user, expected) in readers.items():
        client.force_login(user)
        response = client.get(kept.get_absolute_url())
        assert response.status_code == expected, name
    client.logout()
    Attachment.objects.update(visibility=Visibility.PUBLIC)
    response = client.get(kept.get_absolute_url())
    assert b"".join(response.streaming_content) == b"%PDF-1.7 delib"
    assert response["Content-Type"] == "application/pdf"
