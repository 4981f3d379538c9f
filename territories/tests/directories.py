"""What every directory promises, checked the same way on each floor: pages, API and exports of one list."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from territories.tests.factories.accounts import make_staff


def queries_of(client, address: str) -> int:
    """Return how many queries an address costs, once it answers 200 with warm caches."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        if response.streaming:
            b"".join(response)
    assert response.status_code == 200, address
    return len(captured)


def costs_the_same_however_many(client, make, address: str, most: int) -> None:
    """One row or three: the same number of queries, and not more than ``most``."""
    make()
    with_one = queries_of(client, address)
    make()
    make()
    assert queries_of(client, address) == with_one
    assert with_one <= most


def drafts_are_for_their_editors(client, make, page: str, listing: str, api: str, name: str) -> None:
    """A draft is a 404 and in no list to strangers; an administrator reads it."""
    draft = make(published=False, **{name: "Encore un brouillon"})
    for address in (page.format(slug=draft.slug), f"{api}{draft.slug}/"):
        assert client.get(address).status_code == 404
    for address in (listing, api, f"{api}?format=csv"):
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        assert b"brouillon" not in body.lower()
    client.force_login(make_staff("administrator"))
    assert client.get(page.format(slug=draft.slug)).status_code == 200


def no_answer_depends_on_junk(client, listing: str, api: str) -> None:
    """Wrong questions are told: the page shows nothing or says 400, the API says 400 with the parameter named."""
    assert client.get(f"{listing}?theme=inconnu&q=é").status_code == 200
    assert client.get(f"{listing}?q=%00é").status_code == 400
    refused = client.get(f"{api}?inconnu=1")
    assert (refused.status_code, list(refused.json())) == (400, ["inconnu"])
