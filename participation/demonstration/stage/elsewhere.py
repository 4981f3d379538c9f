"""Around the stage: past processes told by the articles, and a workshop to come, invented."""

from datetime import datetime, timedelta

from participation.consultations.models import Consultation, ConsultationKind
from participation.consultations.operations import publish_consultation
from participation.demonstration.facts import Shelf
from participation.demonstration.stage.cast import Cast
from seminars.events.models import Event, EventKind, Session
from seminars.events.operations import register
from territories.actors.models import Organisation
from territories.areas.models import Area, AreaKind
from territories.instance.models import Theme

WORKSHOP_SEATS, WORKSHOP_TAKEN = 24, 21


def play_elsewhere(*, cast: Cast, shelf: Shelf, at: datetime) -> None:
    """Archive what was done elsewhere, and open the registrations of a workshop."""
    archive_lille(shelf, by=cast.users["admin@exemple.fr"], at=at)
    archive_grenoble(shelf, by=cast.users["admin@exemple.fr"], at=at)
    open_workshop(cast, at=at)


def archive(shelf: Shelf, *, area: str, organiser: str, facts: dict, by, at: datetime, **fields) -> None:
    """Publish a process of the past as an archive with its figures."""
    consultation = Consultation.objects.create(
        area=shelf.areas[area],
        organiser=Organisation.objects.get(slug=organiser),
        archived_facts={"figures": [{"label": label, "value": value} for label, value in facts.items()]},
        **fields,
    )
    publish_consultation(consultation=consultation, by=by, at=at)


def archive_lille(shelf: Shelf, *, by, at: datetime) -> None:
    """The hearing of the metropolis of Lille in 2018."""
    archive(
        shelf,
        area="metropole-europeenne-de-lille",
        organiser="metropole-europeenne-de-lille-org",
        by=by,
        at=at,
        kind=ConsultationKind.HEARING,
        title="Concertation bien-vivre de la métropole lilloise",
        slug="concertation-mel-2018",
        summary="En 2018, réunions publiques et entretiens pour repérer les besoins des habitants.",
        deciding_body="le conseil de la métropole",
        facts={
            "Année": 2018,
            "Réunions publiques": 10,
            "Personnes par réunion, environ": 100,
            "Entretiens": 100,
            "Porteurs de projets rencontrés, au moins": 35,
        },
    )


def archive_grenoble(shelf: Shelf, *, by, at: datetime) -> None:
    """The petition and vote device of Grenoble, 2016 to 2018, and what the court made of it."""
    archive(
        shelf,
        area="grenoble",
        organiser="ville-de-grenoble",
        by=by,
        at=at,
        kind=ConsultationKind.VOTE,
        title="Pétitions et votations citoyennes de Grenoble",
        slug="votations-grenoble-2016-2018",
        summary="Un dispositif de pétitions pouvant mener à un vote des habitants, annulé par la justice.",
        description="Une votation sur le tarif du stationnement des résidents a eu lieu sans atteindre les 20 000 voix "
        "qui engageaient le maire. Le tribunal administratif a annulé le dispositif en 2018, ce qui a été confirmé en "
        "2020 ; la votation sur les bibliothèques n’a jamais eu lieu.",
        deciding_body="le conseil municipal",
        facts={
            "Pétitions déposées": 26,
            "Refusées (hors compétence communale)": 16,
            "Recevables": 10,
            "Ayant réuni 2 000 signatures": 3,
            "Voix qui engageaient le maire": "20\u202f000",
        },
    )


def open_workshop(cast: Cast, *, at: datetime) -> None:
    """A workshop in Lyon in eighteen days, with three seats left."""
    lyon = Area.objects.get(kind=AreaKind.COMMUNE, code="69123")
    starts_at = (at + timedelta(days=18)).replace(hour=10, minute=0, second=0, microsecond=0)
    event = Event.objects.create(
        title="Atelier : ouvrir la recherche au quartier",
        slug="atelier-recherche-quartier-lyon",
        kind=EventKind.WORKSHOP,
        summary="Deux heures pour imaginer, avec des doctorants et des habitants, ce qu’une maison de la recherche "
        "peut apporter à un quartier. Rencontre inventée pour la démonstration.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        venue="Salle 307, 3e étage",
        address="Manufacture des Tabacs, Lyon",
        access="Ascenseur, boucle magnétique, métro Sans Souci.",
        area=lyon,
        takes_registrations=True,
        seats=WORKSHOP_SEATS,
        published_at=at,
        published_by=cast.users["admin@exemple.fr"],
    )
    event.themes.set(Theme.objects.filter(slug__in=["recherche-science-citoyenne", "tiers-lieux"]))
    Session.objects.create(
        event=event, title="Atelier", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), room="salle 307"
    )
    Session.objects.create(
        event=event,
        title="Repas partagé",
        starts_at=starts_at + timedelta(hours=2),
        ends_at=starts_at + timedelta(hours=3),
        room="salle 307",
    )
    for person in cast.residents[200 : 200 + WORKSHOP_TAKEN]:
        register(event=event, participant=person, at=at)
