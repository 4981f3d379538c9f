"""Facts about what is made, and with which money."""

from participation.demonstration.facts.shelf import Shelf
from projects.calls.models import Call
from projects.funding.models import Commitment, FundingKind
from projects.portfolio.models import Origin, Partnership, Project, ProjectStatus
from territories.actors.models import Organisation
from territories.alliances.models import Alliance
from territories.places.models import Place

PROJECT_STATES = {
    "en-cours": ProjectStatus.UNDER_WAY,
    "etude": ProjectStatus.STUDY,
    "laureat": ProjectStatus.SELECTED,
    "annonce": ProjectStatus.IDEA,
    "emergence": ProjectStatus.IDEA,
    "realise": ProjectStatus.DONE,
    "annule": ProjectStatus.ABANDONED,
}


def load_portfolio(shelf: Shelf) -> None:
    """Load everything of this floor, what others point to first."""
    for load in (load_funding_kinds, load_projects, load_calls):
        load(shelf)


def load_funding_kinds(shelf: Shelf) -> None:
    """The kinds of finance."""
    shelf.shelve(
        FundingKind,
        shelf.facts["funding_kinds"],
        lambda fact: {
            "name": fact["name"],
            "family": fact["family"],
            "description": fact["description"],
            "share": fact["share"] or "",
            "fits": fact["fits"],
            "needs": fact["needs"],
        },
    )


def load_projects(shelf: Shelf) -> None:
    """The projects, with partners and funders."""
    new = shelf.shelve(
        Project,
        shelf.facts["projects"],
        lambda fact: {
            "title": fact["title"],
            "summary": fact["summary"],
            "status": PROJECT_STATES[fact["status"]],
            "status_reason": "Annulé par le tribunal administratif." if fact["status"] == "annule" else "",
            "origin": Origin.INITIATIVE,
            "area": shelf.area(fact["territory_slug"]),
            "holder": shelf.one(Organisation, fact["holder_organisation_slug"]),
            "alliance": shelf.one(Alliance, fact["alliance_slug"]),
            "place": shelf.one(Place, fact["third_place_slug"]),
            "starts": fact["dates"].get("start", ""),
            "ends": fact["dates"].get("end", ""),
            **shelf.published,
        },
    )
    shelf.tag(new)
    for project, fact in new:
        partners = shelf.many(Organisation, fact["partner_slugs"])
        Partnership.objects.bulk_create([Partnership(project=project, organisation=body) for body in partners])
        Commitment.objects.bulk_create(
            Commitment(
                project=project,
                kind=shelf.one(FundingKind, money["funding_kind_slug"]),
                funder=shelf.one(Organisation, money["funder_slug"]),
                note=money["note"] or "",
            )
            for money in fact["funding"]
        )


def load_calls(shelf: Shelf) -> None:
    """The calls and programmes."""
    new = shelf.shelve(
        Call,
        shelf.facts["programmes"],
        lambda fact: {
            "name": fact["name"],
            "kind": fact["kind"],
            "operator": shelf.one(Organisation, fact.get("operator_slug")),
            "area": shelf.area(fact.get("territory_slug")),
            "launched": fact.get("launched") or "",
            "deadline": fact.get("deadline"),
            "status": fact["status"],
            "summary": fact["summary"],
            "stages": fact.get("stages", []),
            "requirements": fact.get("requirements", []),
            "subsidy_share": fact.get("subsidy_share", ""),
            "applications": fact.get("applications"),
            "auditions": fact.get("auditions"),
            "winners": fact.get("laureates"),
            **shelf.published,
        },
    )
    for call, fact in new:
        call.parent = shelf.one(Call, fact.get("parent_slug"))
        call.save(update_fields=["parent"])
        call.funding_kinds.set(shelf.many(FundingKind, fact.get("funding_kind_slugs", [])))
