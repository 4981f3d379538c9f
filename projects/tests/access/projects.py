"""Who gets what: projects, calls and kinds of funding."""

from projects.funding.models import FundingKind
from projects.tests.factories.projects import make_call, make_project
from territories.tests.factories.access import JSON, PUBLIC, Row, admin_rows, api_rows, only, signed_in

DRAFT = only("manager")


def slug_of(make, **fields):
    """Make a row in the world's area and name it by its slug."""
    return lambda world: {"slug": make(area=world.area, **fields).slug}


def pk_of(make):
    """Make a row in the world's area and name it as the admin does."""
    return lambda world: {"object_id": make(area=world.area).pk}


def make_kind() -> FundingKind:
    """A kind of money."""
    return FundingKind.objects.create(name="Don", slug="don")


ROWS = [
    Row("projects:projects", PUBLIC),
    Row("projects:project", PUBLIC, make=slug_of(make_project)),
    Row("projects:project", DRAFT, case="draft", make=slug_of(make_project, published=False)),
    Row("projects:follow", signed_in(302), method="post", make=slug_of(make_project)),
    Row("projects:calls", PUBLIC),
    Row("projects:call", PUBLIC, make=slug_of(make_call)),
    Row("projects:call", DRAFT, case="draft", make=slug_of(make_call, published=False)),
    Row("projects:funding-kinds", PUBLIC),
    *api_rows("project", make=slug_of(make_project)),
    Row("project-detail", DRAFT, case="draft", queries=JSON, make=slug_of(make_project, published=False)),
    *api_rows("call", make=slug_of(make_call)),
    Row("call-detail", DRAFT, case="draft", queries=JSON, make=slug_of(make_call, published=False)),
    *api_rows("funding-kind", make=lambda world: {"slug": make_kind().slug}),
    *admin_rows("projects_project", edit="manager", make=pk_of(make_project)),
    *admin_rows("projects_call", edit="manager", make=pk_of(make_call)),
    *admin_rows(
        "projects_fundingkind",
        see="manager",
        scoped=False,
        make=lambda world: {"object_id": make_kind().pk},
    ),
]
