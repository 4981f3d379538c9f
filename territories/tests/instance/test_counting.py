"""Several sets of rows are counted in one query, queues no further than it helps."""

import pytest

from territories.instance import counting
from territories.instance.counting import count_together, pressing
from territories.instance.templatetags.house import queue
from territories.models import Organisation
from territories.tests.factories.actors import make_organisation
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    area = make_commune()
    for _ in range(3):
        make_organisation(area=area)
    return area


def test_sets_are_counted_in_one_query(area, django_assert_num_queries):
    everyone, nobody = Organisation.objects.all(), Organisation.objects.filter(name="")
    with django_assert_num_queries(1):
        assert count_together([everyone, nobody, everyone.filter(area=area)], beside=area) == (3, 0, 3)
    with django_assert_num_queries(1):
        assert count_together([everyone, nobody], beside=area, most=1) == (2, 0)
    with django_assert_num_queries(0):
        assert count_together([], beside=area) == ()


def test_the_worst_comes_first_and_what_is_empty_is_left(area, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 2)
    rows = Organisation.objects.all()
    lines = [
        {"title": "petite", "count": rows.filter(pk=rows[0].pk), "level": "info"},
        {"title": "vide", "count": rows.none(), "level": "bad"},
        {"title": "comptée", "count": 7, "level": "warn"},
        {"title": "longue", "count": rows, "level": "bad"},
    ]
    with django_assert_num_queries(1):
        found = pressing(lines, beside=area)
    assert [(line["title"], line["count"]) for line in found] == [("longue", 3), ("comptée", 7), ("petite", 1)]


@pytest.mark.parametrize(("count", "words"), [(7, "7"), (1_000, "1\u202f000"), (1_001, "+ de 1\u202f000")])
def test_a_queue_is_written_as_far_as_it_was_counted(count, words):
    assert queue(count) == words
