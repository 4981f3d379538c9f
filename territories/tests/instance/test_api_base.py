"""The base of the API, tried on the list of areas."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import get_resolver
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from crois_sens.kernel.refusals import Refusal
from territories.areas.api import AreaViewSet
from territories.areas.models import Area
from territories.instance.api_base import HouseViewSet
from territories.instance.renderers import cell
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db
URL = "/api/v1/areas/"


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_two_queries_however_long(client, django_assert_num_queries, number):
    for _ in range(number):
        make_commune(parent=make_area())
    with django_assert_num_queries(2):
        answer = client.get(URL, {"kind": "commune"}).json()
    assert answer["count"] == len(answer["results"]) == number


def test_pages_follow_each_other_and_only_the_first_counts(client, django_assert_num_queries):
    slugs = sorted(make_commune().slug for _ in range(5))
    first = client.get(URL, {"page_size": 2}).json()
    with django_assert_num_queries(1):
        second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert [row["slug"] for page in (first, second, third) for row in page["results"]] == slugs
    assert [first["count"], second["count"], third["count"]] == [5, 5, 5]
    assert third["next"] is None
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("cursor", "bW9pCg"),
        ("page_size", "0x10"),
        ("page_size", "-3"),
        ("updated_since", "hier"),
        ("updated_since", "2026-13-45"),
        ("updated_since", "2026-01-01T99:00:00Z"),
        ("updated_since", "0001-01-01T00:00:00+14:00"),
        ("kind", "village"),
        ("sortby", "name"),
        ("q", "\x00"),
    ],
)
def test_a_wrong_parameter_is_named(client, parameter, value):
    answer = client.get(URL, {parameter: value})
    assert answer.status_code == 400
    assert list(answer.json()) == [parameter]


def test_a_wrong_parameter_is_named_in_json_whatever_the_format(client):
    answer = client.get(URL, {"format": "csv", "sortby": "name"})
    assert answer.status_code == 400
    assert list(answer.json()) == ["sortby"]


def test_a_page_is_cut_at_a_thousand_rows(client):
    make_commune()
    assert client.get(URL, {"page_size": 5000}).status_code == 200


@pytest.mark.parametrize("since", ["2026-03-01", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00+01:00"])
def test_updated_since_gives_what_changed_then_or_later(client, since):
    before, after = make_commune(), make_commune()
    Area.objects.filter(pk=before.pk).update(updated_at=datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC))
    Area.objects.filter(pk=after.pk).update(updated_at=datetime(2026, 3, 1, tzinfo=UTC))
    answer = client.get(URL, {"updated_since": since})
    assert [row["slug"] for row in answer.json()["results"]] == [after.slug]


def test_an_unchanged_answer_is_304_and_a_changed_one_is_not(client):
    commune = make_commune()
    tag = client.get(URL)["ETag"]
    again = client.get(URL, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    commune.name = "Autrement"
    commune.save()
    assert client.get(URL, headers={"if-none-match": tag}).status_code == 200


def test_any_site_may_read_without_credentials(client):
    answer = client.get(URL)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    preflight = client.options(URL, headers={"origin": "https://x.example", "access-control-request-method": "GET"})
    assert preflight.status_code == 204
    assert "POST" not in preflight["Access-Control-Allow-Methods"]


def test_pages_are_shared_by_no_other_site(client):
    assert "Access-Control-Allow-Origin" not in client.get("/")


def test_answers_to_a_member_are_kept_by_no_cache(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("a@example.org", "x"))
    assert "private" in client.get(URL)["Cache-Control"]
    client.logout()
    answer = client.get(URL)
    assert "public" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def read_csv(answer) -> list[dict]:
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("number", [1, 3])
def test_csv_is_the_whole_filtered_list_in_one_query(client, django_assert_num_queries, number):
    department = make_area(kind="department", code="88", name="Vosges")
    for _ in range(number):
        make_commune(parent=department, postcodes=["88100", "88110"])
    with django_assert_num_queries(1):
        rows = read_csv(client.get(URL, {"format": "csv", "kind": "commune", "page_size": 1}))
    assert len(rows) == number
    assert rows[0]["parent_name"] == "Vosges"
    assert rows[0]["postcodes"] == "88100 | 88110"
    assert "demonstration" not in rows[0]


def test_an_empty_csv_has_its_header(client):
    answer = client.get(URL, {"format": "csv"})
    assert answer.getvalue().decode("utf-8-sig").startswith("kind;code;slug;name;")


@pytest.mark.parametrize("number", [1, 3])
def test_geojson_is_the_whole_filtered_list_in_one_query(client, django_assert_num_queries, number):
    for _ in range(number):
        make_commune(latitude=48.3, longitude=6.95)
    with django_assert_num_queries(1):
        found = json.loads(client.get(URL, {"format": "geojson"}).getvalue())
    assert len(found["features"]) == number
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [6.95, 48.3]}


def test_a_demonstration_says_so_in_every_answer(client, settings):
    settings.DEMONSTRATION = True
    commune = make_commune()
    mark = "Démonstration, votes inventés"
    for address in (URL, f"{URL}{commune.slug}/", "/api/v1/", f"{URL}nulle-part/", f"{URL}?page_size=x"):
        answer = client.get(address)
        assert answer["X-Demonstration"] == "true"
        assert answer.json()["demonstration"] == mark
    assert read_csv(client.get(URL, {"format": "csv"}))[0]["demonstration"] == mark
    assert json.loads(client.get(URL, {"format": "geojson"}).getvalue())["demonstration"] == mark


def test_a_real_installation_does_not(client):
    make_commune()
    answer = client.get(URL)
    assert "demonstration" not in answer.json()
    assert "X-Demonstration" not in answer


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{URL}nulle-part/", 404),
        (f"{URL}%00/", 404),
        (f"{URL}?format=pdf", 404),
        ("/api/v1/rien/", 404),
        ("/api/v1/areas", 301),
    ],
)
def test_what_is_not_there_is_said_in_json(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    if status == 404:
        assert answer["Content-Type"].startswith("application/json")


def test_a_format_that_is_not_offered_is_406(client):
    answer = client.get(URL, headers={"accept": "application/pdf"})
    assert answer.status_code == 406
    assert "detail" in answer.json()


def test_a_refusal_is_409_with_its_code_and_sentence():
    class Closed(Refusal):
        code = "closed"
        message = "Le vote n’est pas ouvert."

    class Refusing(APIView):
        def get(self, request):
            raise Closed

    answer = Refusing.as_view()(APIRequestFactory().get("/"))
    assert answer.status_code == 409
    assert answer.data == {"code": "closed", "detail": "Le vote n’est pas ouvert."}


def test_pages_are_cut_by_a_unique_column_or_not_at_all():
    class Wrong(AreaViewSet):
        keyset = "-name"

    with pytest.raises(ImproperlyConfigured, match="not unique"):
        Wrong().get_keyset()


def test_every_list_of_the_router_stands_on_the_base():
    from crois_sens.api import router

    for prefix, viewset, _basename in router.registry:
        assert viewset.about, viewset
        if prefix != "search":  # an answer to a question, best first: no list of rows
            assert issubclass(viewset, HouseViewSet), viewset
            assert viewset().get_keyset()


def test_the_root_names_every_list(client):
    from crois_sens.api import router

    found = client.get("/api/v1/").json()
    assert set(found) == {prefix for prefix, _viewset, _basename in router.registry} | {"schema", "docs"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "1"),
        ("=1+1", "'=1+1"),
        (-3, "-3"),
        (["a", "b"], "a | b"),
        ({"b": 1, "a": 2}, '{"a": 2, "b": 1}'),
    ],
)
def test_a_cell_is_safe_in_a_spreadsheet(value, written):
    assert cell(value) == written


def test_the_schema_is_valid(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))
    assert "areas_list" in (tmp_path / "schema.yaml").read_text()


def test_the_documentation_names_every_list_with_its_formats_and_filters(client, django_assert_num_queries):
    from crois_sens.api import router

    client.get("/api/v1/docs/")
    with django_assert_num_queries(0):
        text = client.get("/api/v1/docs/").content.decode()
    for prefix, _viewset, _basename in router.registry:
        assert f"<code>/api/v1/{prefix}/</code>" in text
    assert 'href="/api/v1/areas/?format=geojson"' in text
    assert "<code>postcode</code>" in text


def test_trying_the_api_needs_no_foreign_script(client):
    page = client.get("/api/v1/docs/essayer/")
    policy = page["Content-Security-Policy"]
    assert "'unsafe-inline'" in policy.split("style-src")[1].split(";")[0]
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "https://" not in page.content.decode()


def test_addresses_of_the_api_hold_no_sequence():
    patterns = str(get_resolver().reverse_dict.keys())
    assert "<int:pk>" not in patterns
