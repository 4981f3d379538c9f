"""People for tests: residents, accounts, members of staff."""

from itertools import count

from allauth.account.models import EmailAddress
from django.utils import timezone

from territories.accounts.models import Identity, Link, Participant, Role, User

#: The password of every account that a test makes.
PASSWORD = "trois-mots-faciles"
numbers = count(1)


def make_participant(*, name: str = "", email: str = "", **fields) -> Participant:
    """A person with an identity and no account; ``home`` is their commune, ``links`` what ties them to it."""
    number = next(numbers)
    fields.setdefault("created_at", timezone.now())
    fields.setdefault("links", [Link.LIVES] if fields.get("home") else [])
    participant = Participant.objects.create(**fields)
    Identity.objects.create(participant=participant, display_name=name or f"Personne {number}", email=email)
    return participant


def make_user(*, email: str = "", name: str = "", home=None, participant=None, verified: bool = True, **fields) -> User:
    """A resident's account with its participant, its identity and a confirmed address; the password is ``PASSWORD``."""
    email = email or f"personne-{next(numbers)}@exemple.fr"
    participant = participant or make_participant(name=name, home=home)
    user = User.objects.create_user(email, PASSWORD, participant=participant, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    return user


def make_staff(kind: str, area=None, **fields) -> User:
    """A member of staff with one role in an area; ``administrator`` needs no area."""
    if kind == "administrator":
        return make_user(is_staff=True, is_superuser=True, **fields)
    user = make_user(is_staff=kind != "partner", **fields)
    Role.objects.create(user=user, kind=kind, area=area, granted_at=timezone.now())
    return user
