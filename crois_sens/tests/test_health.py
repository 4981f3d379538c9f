"""``/sante/`` tells the state of each part, and nothing about machines."""

import pytest

from crois_sens.celery import heartbeat
from territories.instance.heartbeat import SIGN_OF_LIFE


@pytest.mark.django_db
def test_a_house_without_workers_says_so_and_stays_open(client):
    from django.core.cache import cache

    cache.delete(SIGN_OF_LIFE)

    response = client.get("/sante/")

    assert response.status_code == 200
    assert response.json() == {"database": "up", "cache": "up", "workers": "down"}


@pytest.mark.django_db
def test_a_heartbeat_is_seen(client):
    heartbeat()

    assert client.get("/sante/").json()["workers"] == "up"


@pytest.mark.django_db
def test_without_redis_the_door_stays_open(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}

    response = client.get("/sante/")

    assert response.status_code == 200
    assert response.json() == {"database": "up", "cache": "down", "workers": "down"}


def test_without_a_database_the_door_is_closed_and_nothing_is_told(client):
    """This test asks for no database, so pytest-django refuses it: as good as a server that is away."""
    response = client.get("/sante/")

    assert response.status_code == 503
    assert response.json()["database"] == "down"
    assert "127.0.0.1" not in response.text
