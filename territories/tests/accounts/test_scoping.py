"""The admin of the house: rows and pickers follow areas and capabilities, refusals are messages."""

import pytest
from django.contrib.admin import AdminSite
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from crois_sens.kernel.refusals import Refusal
from territories.accounts.models import User
from territories.accounts.scoping import HouseAdmin
from territories.actors.models import Organisation
from territories.areas.models import Area
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


class TooQuiet(Refusal):
    code = "too_quiet"
    message = "Trop discret."


class OrganisationPage(HouseAdmin):
    """The page under test: managers edit, elected readers of consultations look."""

    see, edit, area_path = "consultations.see", "actors.edit", "area"
    fields = ["name", "slug", "area"]
    capabilities = {"celebrate": "actors.edit"}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.name == "silence":
            raise TooQuiet


class AreaPage(HouseAdmin):
    edit, area_path, search_fields = "areas.edit", "pk", ["name"]


@pytest.fixture
def site():
    site = AdminSite()
    site.register(Organisation, OrganisationPage)
    site.register(Area, AreaPage)
    return site


@pytest.fixture
def page(site):
    return site._registry[Organisation]


def ask(user, data=None, *, path="/admin/territories/organisation/", url_name="changelist"):
    request = RequestFactory().post(path, data) if data is not None else RequestFactory().get(path)
    request.user = User.objects.get(pk=user.pk)
    request.session = {}
    request._messages = FallbackStorage(request)
    request.resolver_match = ResolverMatch(None, (), {}, url_name=url_name)
    request._dont_enforce_csrf_checks = True
    return request


def make_organisation(area, name="Le Repair-Café"):
    return Organisation.objects.create(name=name, slug=f"o-{Organisation.objects.count()}", area=area)


def test_staff_see_the_rows_of_their_areas_and_inside(page):
    agglomeration = make_area()
    inside = make_organisation(make_commune(epci=agglomeration))
    make_organisation(make_commune())
    nowhere = make_organisation(None)
    assert list(page.get_queryset(ask(make_staff("manager", agglomeration)))) == [inside]
    assert list(page.get_queryset(ask(make_staff("agent", agglomeration)))) == []
    assert nowhere in page.get_queryset(ask(make_staff("administrator")))


@pytest.mark.parametrize(
    ("kind", "sees", "edits"),
    [("manager", True, True), ("elected", True, False), ("agent", False, False), ("partner", False, False)],
)
def test_capabilities_decide_what_may_be_done(page, kind, sees, edits):
    home = make_commune()
    row, request = make_organisation(home), ask(make_staff(kind, home))
    assert page.has_view_permission(request, row) is sees
    assert page.has_module_permission(request) is sees
    assert page.has_change_permission(request, row) is edits
    assert page.has_add_permission(request) is edits
    assert page.has_celebrate_permission(request, row) is edits
    assert page.has_celebrate_permission(request, str(row.pk)) is edits  # as Unfold asks
    assert page.has_delete_permission(request, row) is False


def test_elsewhere_and_nowhere_are_not_theirs(page):
    request = ask(make_staff("manager", make_commune()))
    assert not page.has_change_permission(request, make_organisation(make_commune()))
    assert not page.has_change_permission(request, make_organisation(None))
    administrator = ask(make_staff("administrator"))
    assert page.has_change_permission(administrator, make_organisation(None))


def test_a_suspended_account_may_nothing(page):
    administrator = make_staff("administrator")
    User.objects.filter(pk=administrator.pk).update(is_active=False)
    assert not page.has_view_permission(ask(administrator))


def test_asking_about_many_rows_reads_the_roles_once(page, django_assert_max_num_queries):
    agglomeration = make_area()
    rows = [make_organisation(make_commune(epci=agglomeration)) for _ in range(3)]
    request = ask(make_staff("manager", agglomeration))
    with django_assert_max_num_queries(1):
        assert all(page.has_change_permission(request, row) for row in rows)


def save(page, request):
    """Run the page as a browser would: its form when it comes back with errors, else the new row."""
    page.admin_site.each_context = lambda request: {}
    page.render_change_form = lambda request, context, **kwargs: TemplateResponse(request, "", context)
    page.response_add = lambda request, row, **kwargs: row
    answer = page.changeform_view(request)
    return answer.context_data["adminform"].form if isinstance(answer, TemplateResponse) else answer


def test_a_row_elsewhere_is_neither_offered_nor_accepted(page):
    mine, other = make_commune(), make_commune()
    manager = make_staff("manager", mine)
    form = page.get_form(ask(manager))()
    assert list(form.fields["area"].queryset) == [mine]
    answer = save(page, ask(manager, {"name": "Ailleurs", "slug": "ailleurs", "area": other.pk}))
    assert "area" in answer.errors
    assert not Organisation.objects.exists()


def test_a_row_of_no_area_is_for_administrators(page):
    data = {"name": "Nationale", "slug": "nationale", "area": ""}
    answer = save(page, ask(make_staff("manager", make_commune()), data))
    assert "dont vous avez la charge" in str(answer.errors)
    assert save(page, ask(make_staff("administrator"), data)) == Organisation.objects.get()


def test_who_sees_one_area_and_edits_another_adds_only_in_the_second(page):
    seen, edited = make_commune(), make_commune()
    user = make_staff("manager", edited)
    user.roles.create(kind="elected", area=seen, granted_at=user.date_joined)
    assert list(page.get_form(ask(user))().fields["area"].queryset) == [edited]


def test_a_refusal_comes_back_beside_what_was_typed(page):
    mine = make_commune()
    form = save(page, ask(make_staff("manager", mine), {"name": "silence", "slug": "silence", "area": mine.pk}))
    assert form.non_field_errors() == ["Trop discret."]
    assert form["name"].value() == "silence"
    assert not Organisation.objects.exists()


def test_the_picker_offers_areas_of_theirs(site):
    agglomeration = make_area(name="Agglomération")
    inside = make_commune(name="Bourg", epci=agglomeration)
    make_commune(name="Ailleurs")
    path = "/admin/autocomplete/?app_label=territories&model_name=organisation&field_name=area&term="
    request = ask(make_staff("manager", agglomeration), path=path, url_name="autocomplete")
    page = site._registry[Area]
    assert page.has_view_permission(request)
    offered, _ = page.get_search_results(request, page.get_queryset(request), "")
    assert set(offered) == {agglomeration, inside}
    stranger = ask(make_user(), path=path, url_name="autocomplete")
    assert not page.has_view_permission(stranger)


def test_actions_keep_to_the_areas_where_the_capability_holds(page, django_assert_num_queries):
    seen, edited = make_commune(), make_commune()
    user = make_staff("manager", edited)
    user.roles.create(kind="elected", area=seen, granted_at=user.date_joined)
    make_organisation(seen), make_organisation(edited)
    request = ask(user)
    rows = page.get_queryset(request)
    assert rows.count() == 2
    assert [row.area for row in page.theirs(request, rows, "actors.edit")] == [edited]
    assert "1 ligne hors de vos territoires" in str(next(iter(get_messages(request))))


def test_areas_are_scoped_by_themselves(site):
    agglomeration = make_area()
    inside, outside = make_commune(epci=agglomeration), make_commune()
    page, request = site._registry[Area], ask(make_staff("manager", agglomeration))
    assert set(page.get_queryset(request)) == {agglomeration, inside}
    assert page.has_change_permission(request, inside)
    assert not page.has_change_permission(request, outside)


def test_who_only_sees_changes_nothing(page):
    home = make_commune()
    row = make_organisation(home)
    with pytest.raises(PermissionDenied):
        page.changeform_view(ask(make_staff("elected", home), {"name": "Changé", "slug": "x"}), str(row.pk))
    row.refresh_from_db()
    assert row.name == "Le Repair-Café"
