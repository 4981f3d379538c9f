"""Who plays: accounts that a visitor may use, and the residents of the communes."""

from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from participation.demonstration.stage.script import SAINT_DIE, words
from territories.accounts.models import Identity, Link, Participant, Role, RoleKind, User
from territories.areas.models import Area, AreaKind
from territories.notices.operations import ask_for_news

#: Said at the start of the launcher and on the sign-in page of a demonstration.
PASSWORD = "demonstration"
RESIDENTS = 800


@dataclass(frozen=True)
class Part:
    """An account of the demonstration."""

    email: str
    name: str
    kind: str
    what: str


PARTS = [
    Part("habitante@exemple.fr", "Louise H.", "resident", "une habitante qui n’a pas encore voté"),
    Part("cheffe@exemple.fr", "Claire Manager", RoleKind.MANAGER, "la cheffe de projet du budget"),
    Part("instructeur@exemple.fr", "Samir Instructeur", RoleKind.INSTRUCTOR, "l’instructeur des services techniques"),
    Part("commission@exemple.fr", "Odile Commission", RoleKind.COMMISSION, "une habitante de la commission"),
    Part("agent@exemple.fr", "Paul Guichet", RoleKind.AGENT, "l’agent du guichet de la mairie"),
    Part("agente@exemple.fr", "Rose Guichet", RoleKind.AGENT, "sa collègue, pour la seconde saisie"),
    Part("elu@exemple.fr", "Marc Élu", RoleKind.ELECTED, "un élu, qui lit sans modifier"),
    Part("partenaire@exemple.fr", "Lina Partenaire", RoleKind.PARTNER, "une partenaire"),
    Part("admin@exemple.fr", "Administration", "administrator", "l’administratrice de la plateforme"),
]


@dataclass
class Cast:
    """Everyone the stage needs; accounts by their address."""

    area: Area
    communes: list[Area]
    users: dict[str, User]
    residents: list[Participant]

    @classmethod
    def of(cls, consultation) -> "Cast":
        """Find the accounts again, to go on playing."""
        users = {user.email: user for user in User.objects.filter(email__in=[part.email for part in PARTS])}
        return cls(consultation.area, [], users, [])

    @property
    def manager(self) -> User:
        """The account that runs the budget."""
        return self.users["cheffe@exemple.fr"]

    def commune(self, name: str) -> Area:
        """A commune of the agglomeration by its name, or the first one."""
        return next((area for area in self.communes if area.name == name), self.communes[0])


def assemble(*, at: datetime) -> Cast:
    """Create the accounts and the residents, as people who joined long ago."""
    area = Area.objects.get(kind=AreaKind.EPCI, code=SAINT_DIE)
    communes = list(Area.objects.current().filter(epci=area, kind=AreaKind.COMMUNE).order_by("-population"))
    # Hashing is slow on purpose, and everyone here has the same password: it is hashed once.
    hashed = make_password(PASSWORD)
    users = {part.email: make_account(part, area, communes[0], password=hashed, at=at) for part in PARTS}
    return Cast(area, communes, users, make_residents(communes, at=at))


def make_account(part: Part, area: Area, home: Area, *, password: str, at: datetime) -> User:
    """Create an account with its participant, its confirmed address and its role; the password comes hashed."""
    participant = make_participants([home], [part.name], at=at)[0]
    everywhere = part.kind == "administrator"
    staff = part.kind not in ("resident", RoleKind.PARTNER)
    user = User.objects.create(
        email=part.email, password=password, participant=participant, is_staff=staff, is_superuser=everywhere
    )
    EmailAddress.objects.create(user=user, email=part.email, primary=True, verified=True)
    ask_for_news(participant=participant, at=at)
    if part.kind in RoleKind.values:
        Role.objects.create(user=user, kind=part.kind, area=area, granted_at=at)
    return user


def make_residents(communes: list[Area], *, at: datetime) -> list[Participant]:
    """Create people without account, each with an address of their own, spread over the communes."""
    names = cycle(words()["names"])
    homes = cycle(communes[:12])
    drawn = [(next(homes), next(names)) for _ in range(RESIDENTS)]
    return make_participants([home for home, _ in drawn], [name for _, name in drawn], at=at, addressed=True)


def make_participants(homes: list[Area], names: list[str], *, at: datetime, addressed=False) -> list[Participant]:
    """Create participants who live somewhere, with the name that others see."""
    people = Participant.objects.bulk_create(
        Participant(home=home, links=[Link.LIVES], created_at=at) for home in homes
    )
    Identity.objects.bulk_create(
        Identity(
            participant=person,
            display_name=name,
            email=f"habitant-{person.pk}@exemple.invalid" if addressed else "",
        )
        for person, name in zip(people, names, strict=True)
    )
    return people
