import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from crois_sens.kernel.registries import home_panels
from territories.instance.models import Instance
from territories.instance.operations import forget_instance, save_instance
from territories.instance.templatetags.kept import written
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db
#: Pages, or what holds the pieces of a page: they stand around components.
LARGER_THAN_A_COMPONENT = {"components/confirm.html", "components/directory.html", "components/panels.html"}
TEXTS = ["/mentions-legales/", "/donnees-personnelles/", "/accessibilite/", "/sources/"]


@pytest.fixture(autouse=True)
def _forgotten():
    forget_instance()
    yield
    forget_instance()


@pytest.mark.parametrize("path", TEXTS)
def test_the_law_is_answered_before_anyone_wrote_anything(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert "<h2>" in page.text


def test_what_the_team_writes_replaces_the_default(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save_instance(
            instance=Instance(pk=1, legal_notice="## La mairie"), changed=["legal_notice"], by=None, at=timezone.now()
        )
    page = client.get("/mentions-legales/")
    assert "<h2>La mairie</h2>" in page.text
    assert "Hébergement" not in page.text


def test_an_administrator_reads_the_defaults_where_they_are_rewritten(client):
    client.force_login(make_staff("administrator"), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/admin/territories/instance/1/change/")
    assert "Voies de recours" in page.text
    assert "À compléter par l’équipe" in page.text


def test_cookies_are_said_to_need_no_consent(client):
    assert "dispensés de consentement" in client.get("/donnees-personnelles/").text
    assert "Données personnelles et cookies" in client.get("/sources/").text


def test_without_an_audit_every_page_says_not_conform(client):
    assert "Accessibilité : non conforme" in client.get("/sources/").text


def test_home_says_so_when_nothing_is_open(client, monkeypatch):
    monkeypatch.setattr(home_panels, "_entries", {})
    assert "Rien n’est ouvert en ce moment." in client.get("/").text


def test_anonymous_pages_are_the_same_for_everyone(client):
    first, second = Client().get("/mentions-legales/"), client.get("/mentions-legales/")
    assert first.content == second.content
    assert not first.cookies
    assert "nonce" not in first["Content-Security-Policy"]


def test_the_chosen_colour_is_served_as_a_style_sheet(client, django_capture_on_commit_callbacks):
    assert "couleurs.css" not in client.get("/sources/").text
    with django_capture_on_commit_callbacks(execute=True):
        save_instance(instance=Instance(pk=1, colour="#7a1f5c"), changed=["colour"], by=None, at=timezone.now())
    assert "/couleurs.css?7a1f5c" in client.get("/sources/").text
    sheet = client.get("/couleurs.css")
    assert sheet["Content-Type"].startswith("text/css")
    assert "--brand: #7a1f5c" in sheet.text
    assert "immutable" in sheet["Cache-Control"]


def test_the_style_page_is_for_builders(client, settings):
    settings.DEMONSTRATION = settings.DEBUG = False
    assert client.get("/style/").status_code == 404
    settings.DEMONSTRATION = True
    assert client.get("/style/").status_code == 200


def test_a_demonstration_says_so_on_every_page(client, settings):
    settings.DEMONSTRATION = True
    assert "Démonstration, votes inventés" in client.get("/sources/").text


def test_a_missing_page_is_one_of_ours(client):
    page = client.get("/nulle-part/")
    assert page.status_code == 404
    assert "Cette page n’existe pas." in page.text


def test_an_error_needs_neither_the_database_nor_the_request():
    from django.template.loader import render_to_string

    assert "de notre côté" in render_to_string("500.html")
    assert "indisponible un instant" in render_to_string("503.html")
    assert "n’a pas pu être lue" in render_to_string("400.html")


@pytest.mark.django_db
def test_an_address_with_a_null_byte_is_refused(client):
    assert client.get("/?q=%00").status_code == 400
    assert client.get("/%00/").status_code == 400


def test_the_style_page_shows_every_component(client, settings):
    settings.DEMONSTRATION = True
    written.cache_clear()
    shown = {template.name for template in client.get("/style/").templates}
    there = {f"components/{path.name}" for path in (settings.BASE_DIR / "templates" / "components").glob("*.html")}
    assert there - shown == LARGER_THAN_A_COMPONENT


def test_what_is_kept_of_a_page_is_written_from_the_values_it_was_given():
    values = {"name": "Le <Val>", "section": "projets", "signed_in": False, "staff": False, "demonstration": False}
    page = Template("{% load kept %}{% kept 'components/header.html' name=name section=section signed_in=signed_in %}")
    stranger, resident = (page.render(Context(values | {"signed_in": one})) for one in (False, True))
    assert "Le &lt;Val&gt;" in stranger
    assert 'href="/projets/" aria-current="true"' in stranger
    assert ("Mon espace" in stranger, "Mon espace" in resident) == (False, True)
    before = written.cache_info().hits
    assert page.render(Context(values)) == stranger
    assert written.cache_info().hits == before + 1
