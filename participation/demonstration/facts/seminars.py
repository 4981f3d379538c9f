"""Facts about where people met, and what they published."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.demonstration.facts.shelf import Shelf
from seminars.events.models import Event, EventKind, Intervention, Precision, Session
from seminars.library.models import Publication
from territories.actors.models import Organisation, Person
from territories.places.models import Place

PARIS = ZoneInfo("Europe/Paris")
EVENT_KINDS = {
    "rencontre": EventKind.MEETING,
    "forum": EventKind.FORUM,
    "atelier": EventKind.WORKSHOP,
    "festival": EventKind.FESTIVAL,
    "réunion publique": EventKind.PUBLIC_MEETING,
    "colloque": EventKind.CONFERENCE,
    "visite": EventKind.VISIT,
    "soutenance": EventKind.DEFENCE,
}


def load_seminars(shelf: Shelf) -> None:
    """Load everything of this floor, what others point to first."""
    load_publications(shelf)
    load_meetings(shelf)


def load_publications(shelf: Shelf) -> None:
    """The library."""
    new = shelf.shelve(
        Publication,
        shelf.facts["publications"],
        lambda fact: {
            "title": fact["title"],
            "kind": fact["kind"],
            "authors": fact["authors"],
            "editors": fact["editors"],
            "outlet": fact["outlet"] or "",
            "date": fact["date"] or "",
            "year": fact["year"],
            "pages": fact["pages"] or "",
            "url": fact["url"] or "",
            "second_url": fact["url_secondary"] or "",
            "note": fact["note"] or "",
            **shelf.published,
        },
    )
    shelf.tag(new)
    for publication, fact in new:
        publication.people.set(shelf.many(Person, fact["person_slugs"]))


def load_meetings(shelf: Shelf) -> None:
    """Events and seminars: the second are events with minutes."""
    events = shelf.facts["events"] + [seminar_as_event(fact) for fact in shelf.facts["seminars"]]
    new = shelf.shelve(Event, events, lambda fact: event_fields(shelf, fact))
    shelf.tag(new)
    for event, fact in new:
        event.organisers.set(shelf.many(Organisation, fact["organiser_slugs"]))
        event.partners.set(shelf.many(Organisation, [*fact["partner_slugs"], *fact["organisation_slugs"]]))
        event.references.set(shelf.many(Publication, fact["reference_slugs"]))
        Session.objects.bulk_create(sessions_of(event, fact))
        Intervention.objects.bulk_create(interventions_of(shelf, event, fact))


def seminar_as_event(fact: dict) -> dict:
    """Write a seminar in the form of an event."""
    report = [fact["report_slug"]] if fact["report_slug"] else []
    return {
        "edition": None,
        "schedule": [],
        "address": None,
        "capacity": None,
        "speakers_count": None,
        "structures_count": None,
        "partner_slugs": [],
        "organisation_slugs": [],
        **fact,
        "kind": "séminaire",
        "start_date": fact["date"],
        "end_date": fact["date"],
        "participants": fact["attendance"],
        "participants_qualifier": fact.get("attendance_qualifier"),
        "organiser_slugs": [fact["organiser_slug"]],
        "reference_slugs": [*fact["reference_slugs"], *fact["video_slugs"], *report],
    }


def when(written: str | None, *, of_day: time) -> tuple[datetime, Precision]:
    """Read ``2019-06-26``, ``2019-02``, ``2018`` or nothing into a moment and how exactly it is known."""
    parts = [int(part) for part in written.split("-")] if written else []
    precision = [Precision.UNKNOWN, Precision.YEAR, Precision.MONTH, Precision.DAY][len(parts)]
    day = date(*([*parts, 1, 1][:3] if parts else (2019, 1, 1)))
    return datetime.combine(day, of_day, PARIS), precision


def event_fields(shelf: Shelf, fact: dict) -> dict:
    """Write the fields of an event."""
    hours = [line for line in fact["schedule"] if line["start"]]
    starts_at, precision = when(fact["start_date"], of_day=time.fromisoformat(hours[0]["start"]) if hours else time(9))
    last_hour = time.fromisoformat(hours[-1]["end"]) if hours else time(18)
    ends_at, _precision = when(fact["end_date"] or fact["start_date"], of_day=last_hour)
    place = shelf.one(Place, fact.get("third_place_slug"))
    return {
        "title": fact["title"],
        "kind": EVENT_KINDS.get(fact["kind"], EventKind.SEMINAR),
        "edition": fact["edition"],
        "question": fact.get("question") or "",
        "summary": fact["note"] or "",
        "starts_at": starts_at,
        "ends_at": max(ends_at, starts_at + timedelta(hours=1)),
        "precision": Precision.HOUR if hours else precision,
        "venue": fact["place"] or "",
        "address": fact["address"] or "",
        "place": place,
        "area": shelf.area(fact["territory_slug"]),
        "attendance": fact["participants"],
        "attendance_note": fact["participants_qualifier"] or "",
        "speakers_count": fact["speakers_count"],
        "structures_count": fact["structures_count"],
        "attendees": [attendee(shelf, line) for line in fact.get("attendees", [])] + fact.get("attendee_groups", []),
        "discussion": "\n".join(f"- {line['point']}" for line in fact.get("discussion", [])),
        "minutes": minutes_of(fact),
        "minutes_published_at": shelf.at if minutes_of(fact) else None,
        **shelf.published,
    }


def attendee(shelf: Shelf, line: dict) -> str:
    """Name a function and its body, not a person: who merely sat there has no public card."""
    body = shelf.one(Organisation, line["organisation_slug"])
    return ", ".join(part for part in (line["role"], str(body) if body else "") if part)


def minutes_of(fact: dict) -> str:
    """Write what was said as minutes, when it is known."""
    points = [f"- {point}" for line in fact["interventions"] for point in line["points"]]
    after = f"\n\n{fact['after']}" if fact.get("after") else ""
    return "\n".join(points) + after if points else ""


def sessions_of(event: Event, fact: dict) -> list[Session]:
    """The programme; lines without an hour stay without."""
    day = event.starts_at.astimezone(PARIS).date()

    def at(written: str | None) -> datetime | None:
        return datetime.combine(day, time.fromisoformat(written), PARIS) if written else None

    return [
        Session(event=event, title=line["label"], starts_at=at(line["start"]), ends_at=at(line["end"]))
        for line in fact["schedule"]
    ]


def interventions_of(shelf: Shelf, event: Event, fact: dict) -> list[Intervention]:
    """Who spoke, about what, with the points that were noted."""
    said = {line["person_slug"]: line["points"] for line in fact["interventions"]}
    return [
        Intervention(
            event=event,
            rank=rank,
            person=shelf.one(Person, line["person_slug"]),
            organisation=shelf.one(Organisation, line["organisation_slug"]),
            topic=line["topic"] or "",
            summary=" ".join(said.get(line["person_slug"], [])),
        )
        for rank, line in enumerate(fact["speakers"])
    ]
