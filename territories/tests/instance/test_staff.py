import pytest
from django.contrib import admin
from django.urls import reverse

from crois_sens.kernel.registries import attention
from territories.accounts.scoping import HouseAdmin
from territories.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("administration@exemple.fr", "un-long-mot-de-passe")


def test_the_way_in_is_the_one_everyone_uses(client):
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("account_login") + "?next=/admin/"


def test_an_account_without_a_role_is_told_so(client):
    client.force_login(User.objects.create_user("habitante@exemple.fr", "un-long-mot-de-passe"))
    assert client.get("/admin/", follow=True).status_code == 403


def test_the_way_in_leads_nowhere_else(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/login/?next=https://ailleurs.example/")["Location"] == "/admin/"


def test_the_start_page_shows_what_waits_worst_first(client, administrator, monkeypatch):
    lines = [
        {"title": "petite chose", "count": 1, "url": "/un/", "level": "info"},
        {"title": "rien ici", "count": 0, "url": "/zero/", "level": "bad"},
        {"title": "grave chose", "count": 3, "url": "/trois/", "level": "bad"},
    ]
    monkeypatch.setattr(attention, "_entries", {"sample": (1, lambda *, user, at: lines)})
    client.force_login(administrator)
    page = client.get("/admin/").text
    assert page.index("grave chose") < page.index("petite chose")
    assert "rien ici" not in page


def test_the_start_page_says_when_nothing_waits(client, administrator, monkeypatch):
    monkeypatch.setattr(attention, "_entries", {})
    client.force_login(administrator)
    assert "Vous êtes à jour" in client.get("/admin/").text


def test_the_admin_has_a_policy_of_its_own(client, administrator):
    client.force_login(administrator)
    assert "'unsafe-eval'" in client.get("/admin/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/sources/")["Content-Security-Policy"]


def test_every_list_and_form_of_the_admin_opens(client, administrator):
    client.force_login(administrator)
    broken = {}
    for model, page in admin.site._registry.items():
        for name in ("changelist", "add") if page.has_add_permission(_request(administrator)) else ("changelist",):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")
            answer = client.get(address, follow=True)
            if answer.status_code != 200:
                broken[address] = answer.status_code
    assert not broken


def test_settings_are_changed_on_one_page_and_logged(client, administrator):
    client.force_login(administrator)
    fields = {"name": "Saint-Dié décide", "tagline": "Ensemble", "colour": "#7a1f5c", "accessibility_state": "none"}
    page = client.post("/admin/territories/instance/1/change/", fields, follow=True)
    assert page.status_code == 200
    assert administrator.acts.get().after == {"changed": ["colour", "name", "tagline"]}


def _request(user):
    from django.test import RequestFactory

    request = RequestFactory().get("/admin/")
    request.user = user
    return request


@pytest.mark.parametrize("junk", ["a\x00b", "1e309", "9" * 30], ids=["nul", "number", "digits"])
def test_junk_in_a_form_of_the_admin_breaks_nothing(client, administrator, junk):
    client.force_login(administrator)
    request, broken = _request(administrator), {}
    for model, page in admin.site._registry.items():
        if page.has_add_permission(request):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
            answer = client.post(address, _filled(client.get(address).context, junk))
            if answer.status_code not in (200, 302):  # words that are only odd may be kept
                broken[address] = answer.status_code
    assert not broken


def _filled(context, junk: str) -> dict[str, str]:
    """Every field of a form and of one row of each table inside it, filled with the same junk."""
    data = dict.fromkeys(context["adminform"].form.fields, junk)
    for inline in context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        data |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
        data |= {f"{prefix}-0-{name}": junk for name in inline.formset.empty_form.fields}
    return data


def test_every_action_on_many_rows_asks_first():
    pages = [page for page in admin.site._registry.values() if isinstance(page, HouseAdmin)]
    actions = {f"{page.model._meta.label}.{name}": getattr(page, name) for page in pages for name in page.actions}
    assert actions
    assert [name for name, action in actions.items() if not hasattr(action, "__wrapped__")] == []
