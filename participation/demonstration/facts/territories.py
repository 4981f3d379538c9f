"""Facts about where and who: areas, organisations, people, alliances, third places, indicators."""

from participation.demonstration.facts.shelf import Shelf
from territories.actors.models import Membership, Organisation, OrganisationKind, Person
from territories.actors.operations import key_of
from territories.alliances.models import Alliance, AllianceKind
from territories.areas.models import Area, AreaKind
from territories.indicators.models import Indicator, Measure
from territories.instance.models import Theme
from territories.places.models import Place, PlaceStatus

AREA_KINDS = {
    "region": AreaKind.REGION,
    "department": AreaKind.DEPARTMENT,
    "EPCI": AreaKind.EPCI,
    "commune": AreaKind.COMMUNE,
    "quarter": AreaKind.QUARTER,
}
ORGANISATION_KINDS = {
    "entreprise": OrganisationKind.COMPANY,
    "entreprise ESS": OrganisationKind.SOCIAL,
    "réseau": OrganisationKind.NETWORK,
    "université/recherche": OrganisationKind.UNIVERSITY,
    "association": OrganisationKind.ASSOCIATION,
    "institution publique": OrganisationKind.STATE,
    "collectivité": OrganisationKind.AUTHORITY,
    "financeur": OrganisationKind.FUNDER,
    "tiers-lieu": OrganisationKind.PLACE,
    "média": OrganisationKind.MEDIA,
    "cluster": OrganisationKind.CLUSTER,
    "fondation": OrganisationKind.FOUNDATION,
}
ALLIANCE_KINDS = {
    "PTCE": AllianceKind.PTCE,
    "SCIC": AllianceKind.SCIC,
    "alliance territoriale": AllianceKind.TERRITORIAL,
    "réseau": AllianceKind.NETWORK,
    "groupement": AllianceKind.GROUPING,
    "projet ouvert": AllianceKind.OPEN,
}
PLACE_STATES = {
    "prevu": PlaceStatus.PLANNED,
    "projet": PlaceStatus.PLANNED,
    "lancement": PlaceStatus.STARTING,
    "ouvert": PlaceStatus.OPEN,
}


def load_territories(shelf: Shelf) -> None:
    """Load everything of this floor, what others point to first."""
    load_areas(shelf)
    themes = shelf.facts["themes"]
    shelf.shelve(Theme, themes, lambda fact: {"name": fact["name"], "description": fact["description"]})
    for load in (load_organisations, load_people, load_alliances, load_places, load_indicators):
        load(shelf)


def load_areas(shelf: Shelf) -> None:
    """Find each territory on the official map; one that it does not have is replaced by what holds it."""
    for fact in shelf.facts["territories"]:
        kind, code = AREA_KINDS.get(fact["kind"]), fact["siren"] or fact["insee_code"]
        found = Area.objects.filter(kind=kind, code=code).first() if kind and code else None
        holder = shelf.area(fact["parent_slug"])
        if found is None and kind == AreaKind.QUARTER and holder:
            found, _new = Area.objects.get_or_create(
                kind=kind,
                code=code or f"{holder.code}-{fact['slug'].removeprefix('paris-')[:6]}",
                defaults={"name": fact["name"], "slug": f"{fact['slug']}-{holder.code}", "parent": holder},
            )
        shelf.areas[fact["slug"]] = found or holder


def load_organisations(shelf: Shelf) -> None:
    """The organisations."""
    new = shelf.shelve(
        Organisation,
        shelf.facts["organisations"],
        lambda fact: {
            "name": fact["name"],
            "kind": ORGANISATION_KINDS[fact["kind"]],
            "area": shelf.area(fact["territory_slug"]),
            "description": fact["description"],
            "source": shelf.facts["meta"]["source"],
            **shelf.published,
        },
    )
    shelf.tag(new)


def load_people(shelf: Shelf) -> None:
    """Public cards: name, role and source; the ones that were removed do not come back."""
    removed = set(Person.objects.exclude(removed_key="").values_list("removed_key", flat=True))
    wanted = [fact for fact in shelf.facts["persons"] if key_of(fact["slug"]) not in removed]
    source = shelf.facts["meta"]["source"]
    new = shelf.shelve(
        Person, wanted, lambda fact: {"name": fact["name"], "role": fact["role"], "source": source, **shelf.published}
    )
    ties = []
    for person, fact in new:
        slugs = [fact["organisation_slug"], *fact["other_organisation_slugs"]]
        organisations = dict.fromkeys(shelf.many(Organisation, [slug for slug in slugs if slug]))
        ties += [
            Membership(person=person, organisation=organisation, is_main=organisation.slug == fact["organisation_slug"])
            for organisation in organisations
        ]
    Membership.objects.bulk_create(ties)


def load_alliances(shelf: Shelf) -> None:
    """The alliances."""
    shelf.shelve(
        Alliance,
        shelf.facts["alliances"],
        lambda fact: {
            "name": fact["name"],
            "kind": ALLIANCE_KINDS[fact["kind"]],
            "area": shelf.area(fact["territory_slug"]),
            "lead": shelf.one(Organisation, fact["lead_organisation_slug"]),
            "facilitator": shelf.one(Organisation, fact["facilitator_slug"]),
            "status": fact["status"],
            "summary": fact["summary"],
            "axes": fact["axes"],
            "aims": fact.get("aims", []),
            "members_at_least": fact["members_min"],
            **shelf.published,
        },
    )


def load_places(shelf: Shelf) -> None:
    """The third places."""
    new = shelf.shelve(
        Place,
        shelf.facts["third_places"],
        lambda fact: {
            "name": fact["name"],
            "kind": fact["kind"],
            "status": PLACE_STATES[fact["status"]],
            "area": shelf.area(fact["territory_slug"]),
            "keeper": shelf.one(Organisation, fact["organisation_slug"]),
            "services": fact["services"],
            "summary": fact["summary"],
            **shelf.published,
        },
    )
    shelf.tag(new)


def load_indicators(shelf: Shelf) -> None:
    """The indicators, and the key figures as measures."""
    new = shelf.shelve(
        Indicator,
        shelf.facts["indicators"],
        lambda fact: {
            "name": fact["name"],
            "kind": fact["kind"],
            "description": fact["description"],
            "dimensions": fact["dimensions"],
            "unit": fact["unit"] or "",
            "owner": fact["owner"] or "",
            **shelf.published,
        },
    )
    shelf.tag(new)
    shelf.shelve(
        Measure,
        shelf.facts["key_figures"],
        lambda fact: {
            "label": fact["label"],
            "value": fact["value"],
            "unit": fact["unit"],
            "year": fact["year"],
            "source": fact["source"] or shelf.facts["meta"]["source"],
            **shelf.published,
        },
    )
