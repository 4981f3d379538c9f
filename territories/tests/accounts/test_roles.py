"""Giving and taking roles within areas; the teams' space opens and shuts with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from territories.accounts.models import Role, RoleKind, User
from territories.accounts.permissions import areas_of, can, can_everywhere, role_in
from territories.accounts.roles import (
    NoSuchAccount,
    NotOneself,
    RoleAlreadyHeld,
    RoleNotYours,
    grant_role,
    revoke_role,
    shut_ended,
)
from territories.accounts.rules import ALL_CAPABILITIES, CAPABILITIES, GRANTS
from territories.accounts.suspension import NotAnAdministrator, restore_account, suspend_account
from territories.instance.models import Act
from territories.notices.models import Notice
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


def grant(to, kind, area, by, **changes):
    return grant_role(email=to.email, kind=kind, area=area, by=by, at=timezone.now(), **changes)


def test_a_role_opens_the_teams_space_is_recorded_and_told():
    administrator, person, area = make_staff("administrator"), make_user(), make_area()
    role = grant(person, "manager", area, administrator)
    person = User.objects.get(pk=person.pk)
    assert person.is_staff
    assert can(person, "consultations.run", area)
    act = Act.objects.get(verb="role.granted")
    assert (act.by, act.role, act.area) == (administrator, "administrator", area)
    assert Notice.objects.get(kind="staff.role").participant == person.participant
    revoke_role(role=role, by=administrator, at=timezone.now())
    person = User.objects.get(pk=person.pk)
    assert not person.is_staff
    assert not can(person, "consultations.run", area)
    assert Act.objects.filter(verb="role.revoked").exists()


def test_a_partner_has_no_business_in_the_teams_space():
    person = make_user()
    grant(person, "partner", make_area(), make_staff("administrator"))
    assert not User.objects.get(pk=person.pk).is_staff


@pytest.mark.parametrize("kind", RoleKind.values)
def test_a_manager_gives_the_lower_roles_inside_their_areas(kind):
    area = make_area(kind="epci")
    manager, inside, outside = make_staff("manager", area), make_commune(epci=area), make_commune()
    with pytest.raises(RoleNotYours):
        grant(make_user(), kind, outside, manager)
    if kind in GRANTS["manager"]:
        role = grant(make_user(), kind, inside, manager)
        revoke_role(role=role, by=manager, at=timezone.now())
    else:
        with pytest.raises(RoleNotYours):
            grant(make_user(), kind, inside, manager)
        with pytest.raises(RoleNotYours):
            revoke_role(role=make_staff(kind, inside).roles.get(), by=manager, at=timezone.now())


@pytest.mark.parametrize("kind", [kind for kind in RoleKind.values if kind != "manager"])
def test_the_others_give_nothing(kind):
    area = make_area()
    with pytest.raises(RoleNotYours):
        grant(make_user(), "agent", area, make_staff(kind, area))


def test_nobody_changes_their_own_roles():
    area = make_area()
    manager = make_staff("manager", area)
    with pytest.raises(NotOneself):
        grant(manager, "agent", area, manager)


def test_a_role_is_given_once_to_a_confirmed_account():
    administrator, area, person = make_staff("administrator"), make_area(), make_user()
    grant(person, "agent", area, administrator)
    with pytest.raises(RoleAlreadyHeld):
        grant(person, "agent", area, administrator)
    with pytest.raises(NoSuchAccount):
        grant(make_user(verified=False), "agent", area, administrator)
    with pytest.raises(NoSuchAccount):
        grant_role(email="x@exemple.fr", kind="agent", area=area, by=administrator, at=timezone.now())


def test_a_role_that_has_ended_gives_nothing_any_more():
    area, now = make_area(), timezone.now()
    agent = make_staff("agent", area)
    Role.objects.update(granted_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    assert not can(agent, "people.enter", area)
    assert shut_ended(at=now) == 1
    assert not User.objects.get(pk=agent.pk).is_staff


def test_what_a_role_reaches():
    region = make_area(kind="region")
    department = make_area(kind="department", parent=region)
    epci = make_area(kind="epci")
    commune = make_commune(parent=department, epci=epci)
    quarter = make_area(kind="quarter", parent=commune)
    elsewhere = make_commune()
    for area, reached in {region: 4, department: 3, epci: 3, commune: 2, quarter: 1}.items():
        agent = make_staff("agent", area)
        assert areas_of(agent, "people.enter").count() == reached
        assert can(agent, "people.enter", quarter)
        assert role_in(agent, quarter) == "agent"
        assert not can(agent, "people.enter", elsewhere)
        assert not can_everywhere(agent)


def test_a_capability_that_no_role_holds_is_a_typing_mistake():
    with pytest.raises(KeyError):
        can(make_staff("agent", make_area()), "peple.enter")
    assert all(held <= ALL_CAPABILITIES for held in CAPABILITIES.values())


def test_an_account_that_does_harm_is_suspended(client):
    administrator, person = make_staff("administrator"), make_user()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/mon-espace/").status_code == 200
    suspend_account(user=person, by=administrator, at=timezone.now())
    assert client.get("/mon-espace/").status_code == 302
    restore_account(user=person, by=administrator, at=timezone.now())
    assert list(Act.objects.values_list("verb", flat=True).order_by("pk")) == ["account.suspended", "account.restored"]
    for by, whom in ((person, administrator), (administrator, administrator)):
        with pytest.raises(NotAnAdministrator):
            suspend_account(user=whom, by=by, at=timezone.now())
