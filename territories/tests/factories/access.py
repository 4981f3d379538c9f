"""The table of who gets what: a row per address (or per case of it), an expected answer per role.

Each concept writes its rows in ``<app>/tests/access/<concept>.py`` as a list ``ROWS``; the suite
(``crois_sens/tests/test_access.py``) asks every address as every role, and is red for an address without a row::

    ROWS = [
        Row("participation:consultation", PUBLIC, make=lambda world: {"slug": make_consultation(area=world.area).slug}),
        Row("participation:consultation", only("manager", "elected"), case="draft", make=make_draft),
        Row("participation:support", signed_in(302), method="post", make=make_welcoming_proposal),
        *api_rows("consultation", make=make_published),
        *admin_rows("participation_consultation", see="manager elected", edit="manager", make=make_published),
    ]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from territories.accounts.models import User
from territories.areas.models import Area
from territories.tests.factories.accounts import make_staff, make_user
from territories.tests.factories.areas import make_area, make_commune

#: ``elsewhere`` is a manager of another territory; all the others hold their role where the row's object lies.
ROLES = (
    "anonymous resident manager elsewhere instructor commission agent elected partner administrator".split()  # noqa: SIM905
)
#: Who may open the admin at all.
STAFF = {"manager", "elsewhere", "instructor", "commission", "agent", "elected", "administrator"}

Expected = dict[str, int]


@dataclass
class World:
    """Two territories and one account per role; residents and staff belong to the first."""

    area: Area
    commune: Area
    elsewhere: Area
    users: dict[str, User | None]


def make_world() -> World:
    """Make the places and people that every row is tried with."""
    area = make_area(kind="epci")
    commune, elsewhere = make_commune(epci=area, ancestors=[area.pk]), make_commune()
    users: dict[str, User | None] = {"anonymous": None, "resident": make_user(home=commune)}
    for kind in ("manager", "instructor", "commission", "agent", "elected", "partner"):
        users[kind] = make_staff(kind, area, home=commune)
    users["elsewhere"] = make_staff("manager", elsewhere, home=elsewhere)
    users["administrator"] = make_staff("administrator")
    return World(area, commune, elsewhere, users)


@dataclass
class Row:
    """One address, as one case, and what each role gets.

    :param name: the URL's name as in ``reverse``; for a pattern without a name, its route.
    :param make: makes what the address shows and returns its arguments; it receives the ``World``.
    :param case: tells rows of the same address apart (``draft``, ``closed``).
    :param queries: query strings that are all tried, each representation being as closed as the others.
    """

    name: str
    expected: Expected
    make: Callable[[World], dict[str, Any]] = lambda world: {}
    case: str = ""
    method: str = "get"
    data: Callable[[World], dict[str, Any]] = lambda world: {}
    queries: Iterable[str] = field(default=("",))

    def __str__(self) -> str:
        return " · ".join(part for part in (self.name, self.case, self.method if self.method != "get" else "") if part)


def everybody(status: int = 200) -> Expected:
    """All roles get the same answer."""
    return dict.fromkeys(ROLES, status)


PUBLIC = everybody()


def signed_in(status: int = 200, *, otherwise: int = 302) -> Expected:
    """Everybody with an account gets this; others are led to the sign-in page."""
    return everybody(status) | {"anonymous": otherwise}


def only(*roles: str, status: int = 200, otherwise: int = 404) -> Expected:
    """These roles and administrators; for all others the page does not exist."""
    return everybody(otherwise) | dict.fromkeys([*roles, "administrator"], status)


#: The representations of one object; lists have more.
JSON = ("", "?format=json")


def api_rows(
    basename: str, *, make: Callable[[World], dict[str, Any]], expected: Expected = PUBLIC, geo: bool = False
) -> list[Row]:
    """The list of an endpoint (public, as JSON and CSV, as GeoJSON where rows have a place) and its detail."""
    tables = (*JSON, "?format=csv")
    return [
        Row(f"{basename}-list", PUBLIC, queries=(*tables, "?format=geojson") if geo else tables),
        Row(f"{basename}-detail", expected, make=make, queries=JSON),
    ]


def admin_rows(
    model: str,
    *,
    make: Callable[[World], dict[str, Any]],
    see: str = "",
    edit: str = "",
    adds: bool = True,
    deletes: bool = False,
    scoped: bool = True,
) -> list[Row]:
    """The five pages that the admin gives a model (``app_model``), from the roles that see and those that edit.

    :param make: makes a row in ``world.area`` and returns it, as ``{"object_id": …}``.
    :param scoped: whether rows belong to areas: a manager of elsewhere then finds no such object.
    """
    editors = set(edit.split()) | {"administrator"}
    viewers = set(see.split()) | editors
    names = [f"admin:{model}_{page}" for page in ("changelist", "add", "change", "delete", "history")]
    gone = 302 if scoped else 200  # Django leads back to the index when there is no such object
    return [
        Row(names[0], admin_answers(viewers)),
        Row(names[1], admin_answers(editors if adds else set())),
        Row(names[2], admin_answers(viewers, elsewhere=gone), make=make),
        Row(names[3], admin_answers(editors if deletes else set(), elsewhere=gone), make=make),
        Row(names[4], admin_answers(viewers, elsewhere=gone, refused=302 if scoped else 403), make=make),
    ]


def admin_answers(allowed: set[str], *, elsewhere: int = 200, refused: int = 403, found: int = 200) -> Expected:
    """Residents are led to the sign-in page, staff without the capability are refused."""
    answers = {role: (refused if role in STAFF else 302) for role in ROLES} | dict.fromkeys(allowed, found)
    if "manager" in allowed:
        answers["elsewhere"] = found if elsewhere == 200 else elsewhere
    return answers


def superuser_rows(model: str, *, make: Callable[[World], dict[str, Any]], adds: bool = True, deletes: bool = True):
    """The pages of a model that only administrators open."""
    return admin_rows(model, make=make, adds=adds, deletes=deletes, scoped=False)
