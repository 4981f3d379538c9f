"""Consultations for tests, around one fixed moment: ``NOW``."""

from datetime import UTC, datetime, timedelta
from itertools import count

from crois_sens.kernel.text import slug
from participation.consultations.models import Consultation, Duty, Phase, PhaseKind, Rulebook
from territories.accounts.models import User
from territories.actors.models import Organisation, OrganisationKind
from territories.tests.factories.areas import make_area

#: The moment at which tests live; phases are placed around it.
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
numbers = count(1)


def make_organiser(*, area=None, name: str = "") -> Organisation:
    """An authority that may organise a consultation."""
    number = next(numbers)
    name = name or f"Collectivité {number}"
    return Organisation.objects.create(
        name=name, slug=slug(f"{name} {number}"), kind=OrganisationKind.AUTHORITY, area=area
    )


def publisher() -> User:
    """The account that published what tests did not publish themselves."""
    found = User.objects.filter(email="publication@exemple.fr").first()
    return found or User.objects.create_user("publication@exemple.fr", is_staff=True)


def make_consultation(
    *, running: str | None = "ideas", published: bool = True, rulebook: bool = True, **fields
) -> Consultation:
    """A consultation published ten days before ``NOW``, with its organiser, its règlement and one running phase.

    :param running: kind of the phase that runs at ``NOW`` (see ``make_phase`` for more), or ``None`` for no phase.
    """
    number = next(numbers)
    fields.setdefault("area", None)
    fields["area"] = fields["area"] or make_area()
    fields.setdefault("organiser", None)
    fields["organiser"] = fields["organiser"] or make_organiser(area=fields["area"])
    fields.setdefault("title", f"Budget participatif {number}")
    fields.setdefault("slug", slug(f"{fields['title']} {number}"))
    fields.setdefault("summary", "Proposez et choisissez des projets pour mieux vivre ici.")
    fields.setdefault("deciding_body", "le conseil municipal")
    fields.setdefault("envelope_cents", 10_000_000)
    if published:
        fields.setdefault("published_at", NOW - 10 * DAY)
        fields.setdefault("published_by", publisher())
    consultation = Consultation.objects.create(**fields)
    if rulebook:
        make_rulebook(consultation, published=published)
    if running:
        make_phase(consultation, kind=running)
    return consultation


def make_phase(consultation: Consultation, *, kind: str = PhaseKind.IDEAS, opens=-5, closes=5, **fields) -> Phase:
    """A phase that opens and closes so many days from ``NOW`` (or at the given moments)."""
    opens_at = opens if isinstance(opens, datetime) else NOW + opens * DAY
    closes_at = closes if isinstance(closes, datetime) else NOW + closes * DAY
    return Phase.objects.create(consultation=consultation, kind=kind, opens_at=opens_at, closes_at=closes_at, **fields)


def make_rulebook(consultation: Consultation, *, published: bool = True, **fields) -> Rulebook:
    """A version of the règlement, published with the consultation."""
    fields.setdefault("version", consultation.rulebooks.count() + 1)
    fields.setdefault("text", "Article 1. Chacun peut proposer une idée d’intérêt général.")
    fields.setdefault("reason", "" if fields["version"] == 1 else "Précise l’article 1.")
    if published:
        fields.setdefault("published_at", NOW - 10 * DAY)
        fields.setdefault("published_by", publisher())
    return Rulebook.objects.create(consultation=consultation, **fields)


def make_duty(consultation: Consultation, *, hand: str = "service", due: int = 0, **fields) -> Duty:
    """A task of the team, due so many days from ``NOW`` (or on ``due_on``)."""
    fields.setdefault("due_on", (NOW + due * DAY).date())
    fields.setdefault("what", "Imprimer les affiches")
    return Duty.objects.create(consultation=consultation, hand=hand, **fields)
