"""Keyset pages: every row once, in order, forwards and backwards, whatever the ties."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from crois_sens.kernel.text import sort_key
from territories.actors.models import Organisation
from territories.instance.paging import keyset_page
from territories.tests.factories.actors import make_organisation

pytestmark = pytest.mark.django_db
ORDER = ("sort_key", "-pk")


def page_of(query: str, *, size: int = 2, order=ORDER):
    return keyset_page(Organisation.objects.all(), RequestFactory().get(f"/{query}"), order=order, size=size)


@pytest.fixture
def organisations():
    return [make_organisation(name=name) for name in ["Même nom", "Même nom", "Avant", "Même nom", "Zèle"]]


def test_pages_show_every_row_once_and_in_order(organisations):
    seen, query = [], ""
    while True:
        page = page_of(query)
        seen += page.rows
        if not page.older:
            break
        query = page.older

    assert seen == sorted(organisations, key=lambda row: (sort_key(row.name), -row.pk))


def test_going_back_shows_the_page_that_was_left(organisations):
    first = page_of("")
    second = page_of(first.older)
    third = page_of(second.older)

    assert page_of(third.newer).rows == second.rows
    assert page_of(second.newer).rows == first.rows
    assert not page_of(second.newer).newer


def test_the_first_page_has_nothing_before_and_the_last_nothing_after(organisations):
    page = page_of("", size=10)

    assert (page.newer, page.older, len(page)) == ("", "", 5)


def test_other_filters_stay_in_the_address_of_the_next_page(organisations):
    assert "kind=other" in page_of("?kind=other").older


@pytest.mark.parametrize("mark", ["n-importe-quoi", "a:b:c"])
def test_a_mark_that_the_list_did_not_give_is_not_found(mark):
    with pytest.raises(Http404):
        page_of(f"?page={mark}")


def test_a_mark_of_another_list_is_not_found(organisations):
    with pytest.raises(Http404):
        page_of(page_of("", order=("pk",)).older)
