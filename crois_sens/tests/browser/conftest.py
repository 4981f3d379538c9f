"""What journeys stand on."""

import pytest
from django.core.cache import cache


@pytest.fixture
def post(settings, tmp_path):
    """A post office: mails and files go to folders of this test, as on an installation without a mail server."""
    cache.clear()  # nobody pays for the attempts of the tests before
    settings.EMAIL_BACKEND = "territories.notices.folder.FolderBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    settings.MEDIA_ROOT = tmp_path / "media"
