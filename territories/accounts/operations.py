"""What can happen to people: they ask for an account, join, are entered at a desk, change their card, leave."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError, RestrictedError
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from crois_sens.kernel.registries import erasures
from territories.accounts.models import Identity, Participant, SignupRequest, User
from territories.accounts.permissions import can
from territories.accounts.rules import MOST_TRIES, SIGNUP_LASTS, address_key, signup_code
from territories.areas.models import Area
from territories.instance.acts import record
from territories.notices.operations import ask_for_news, owe


class AlreadyJoined(Refusal):
    code = "already_joined"
    message = _("Une personne est déjà inscrite avec cette adresse, ou l’était avant d’en changer : connectez-vous.")


class LinkTooOld(Refusal):
    code = "link_too_old"
    message = _("Ce lien a déjà servi ou n’est plus valable. Recommencez l’inscription, cela prend une minute.")


class WrongCode(Refusal):
    code = "wrong_code"
    message = _("Ce code n’est pas le bon. Recopiez les six chiffres du dernier courriel reçu.")


class TooManyCodes(Refusal):
    code = "too_many_codes"
    message = _("Trop d’essais : ouvrez plutôt le lien du courriel, ou recommencez l’inscription.")


class AlreadyKnown(Refusal):
    code = "already_known"
    message = _("Une personne est déjà enregistrée avec cette adresse électronique. Cherchez-la dans la liste.")


class NotYourArea(Refusal):
    code = "not_your_area"
    message = _("Ce territoire n’est pas de ceux dont vous avez la charge.")


class HasAccount(Refusal):
    code = "has_account"
    message = _("Cette personne a un compte : elle seule modifie ses données.")


class StaffMayNotVanish(Refusal):
    code = "staff_may_not_vanish"
    message = _("Votre compte administre la plateforme. Demandez d’abord qu’on vous retire ce droit.")


def key_of(email: str) -> str | None:
    """Return the keyed hash of an address, or nothing for no address."""
    return address_key(email, secret=settings.ROLL_KEY) if email else None


@transaction.atomic
def ask_to_join(
    *,
    email: str,
    password: str,
    display_name: str,
    home: Area,
    links: Sequence[str],
    at: datetime,
    then: str = "",
    wants_news: bool = False,
) -> SignupRequest:
    """Write down that somebody wants an account, and owe the mail that lets them confirm.

    The same three statements run whoever owns the address: whether it has an account already is looked up by the
    worker that writes the mail, so that neither the answer nor its duration tells anything.

    :param then: the page of the house where the person was going, and goes on once confirmed.
    :param wants_news: whether they asked for the mails that are sent on request only.
    """
    asked = SignupRequest.objects.create(
        email=email.lower(),
        password=make_password(password),
        display_name=display_name,
        home=home,
        links=list(links),
        asked_at=at,
        then=then if len(then) <= 240 else "",
        wants_news=wants_news,
    )
    owe(
        kind="account.signup",
        key=f"account.signup:{asked.pk}",
        title=_("Confirmez votre inscription"),
        text="",
        address=asked.email,
        subject=asked,
        at=at,
    )
    return asked


@transaction.atomic
def join(*, request_id: int, at: datetime) -> User:
    """Make the account that a confirmed request asked for, with its participant and identity.

    Whoever was entered at a desk with this address, or comes back after having closed an account, is the same
    participant again.

    :raises LinkTooOld: when the request is gone (used, or forgotten after three days).
    :raises AlreadyJoined: when the address has an account by now.
    """
    asked = SignupRequest.objects.select_for_update().filter(pk=request_id).first()
    if asked is None or at - asked.asked_at > SIGNUP_LASTS:
        raise LinkTooOld
    key = key_of(asked.email)
    try:
        with transaction.atomic():
            Participant.objects.bulk_create([Participant(address_key=key, created_at=at)], ignore_conflicts=True)
            participant = Participant.objects.select_for_update().get(address_key=key)
            user = User(email=asked.email, participant=participant, password=asked.password)
            user.save(force_insert=True)
            EmailAddress.objects.create(user=user, email=asked.email, primary=True, verified=True)
    except IntegrityError as error:
        raise AlreadyJoined from error
    participant.home, participant.links, participant.erased_at = asked.home, asked.links, None
    participant.save(update_fields=["home", "links", "erased_at"])
    Identity.objects.update_or_create(participant=participant, defaults={"display_name": asked.display_name})
    if asked.wants_news:
        ask_for_news(participant=participant, at=asked.asked_at)
    SignupRequest.objects.filter(email=asked.email).delete()
    return user


def join_with_code(*, request_id: int | None, code: str, at: datetime) -> User:
    """Make the account for whoever typed the code of the mail, in the browser that asked for it.

    Each try is written down before the code is read, so that a thousand tries at once are a thousand tries.

    :raises WrongCode: :raises TooManyCodes: then only the link of the mail still leads in.
    """
    asked = SignupRequest.objects.filter(pk=request_id)
    if not asked.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise TooManyCodes if asked.exists() else WrongCode
    digits = "".join(sign for sign in code if sign in "0123456789")
    if not constant_time_compare(digits, code_of(asked.get())):
        raise WrongCode
    return join(request_id=request_id, at=at)


def code_of(asked: SignupRequest) -> str:
    """Return the six digits that its mail carries: computed from the request, kept nowhere."""
    return signup_code(f"{asked.pk}|{asked.email}|{asked.asked_at.isoformat()}", secret=settings.SECRET_KEY)


@transaction.atomic
def enter_person(
    *,
    by: User,
    at: datetime,
    home: Area,
    display_name: str,
    links: Sequence[str] = (),
    full_name: str = "",
    email: str = "",
    phone: str = "",
    postal_address: str = "",
) -> Participant:
    """Write down a person who has no account, in their presence: only what is needed to answer them.

    :raises NotYourArea: when the agent has no desk in that commune.
    :raises AlreadyKnown: when the address belongs to somebody already.
    """
    if not can(by, "people.enter", home):
        raise NotYourArea
    participant = Participant(home=home, links=list(links), address_key=key_of(email), entered_by=by, created_at=at)
    try:
        with transaction.atomic():
            participant.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyKnown from error
    Identity.objects.create(
        participant=participant,
        display_name=display_name,
        full_name=full_name,
        email=email.lower(),
        phone=phone,
        postal_address=postal_address,
    )
    record(verb="person.entered", subject=participant, label="", by=by, at=at, area=home)
    return participant


@transaction.atomic
def correct_person(
    *, participant: Participant, by: User, at: datetime, home: Area, links: Sequence[str], **card
) -> None:
    """Correct what was written down at the desk; ``card`` holds fields of the identity.

    :raises HasAccount: when the person has an account, or had their data erased.
    :raises NotYourArea: when the agent has no desk in the commune, before or after.
    :raises AlreadyKnown: when the new address belongs to somebody else.
    """
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if not Participant.objects.without_account().filter(pk=participant.pk).exists():
        raise HasAccount
    if not (can(by, "people.enter", participant.home) and can(by, "people.enter", home)):
        raise NotYourArea
    participant.home, participant.links = home, list(links)
    participant.address_key = key_of(card.get("email", ""))
    try:
        with transaction.atomic():
            participant.save(update_fields=["home", "links", "address_key"])
    except IntegrityError as error:
        raise AlreadyKnown from error
    Identity.objects.update_or_create(participant=participant, defaults=card)
    record(verb="person.corrected", subject=participant, label="", by=by, at=at, area=home)


@transaction.atomic
def change_card(*, participant: Participant, display_name: str, home: Area, links: Sequence[str]) -> None:
    """Change what a person says of themselves: the name that others see, their commune and their link to it."""
    Participant.objects.filter(pk=participant.pk).update(home=home, links=list(links))
    Identity.objects.update_or_create(participant=participant, defaults={"display_name": display_name})


def address_changed(*, user: User) -> None:
    """Let the participant follow the account to its new, confirmed address."""
    if user.participant_id is None:
        return
    try:
        with transaction.atomic():
            Participant.objects.filter(pk=user.participant_id).update(address_key=key_of(user.email))
    except IntegrityError:
        # The new address belongs to a participant who left or who was entered at a desk: both stay apart, and this
        # one keeps the key of its former address.
        return


@transaction.atomic
def close_account(*, user: User, at: datetime, by: User | None = None) -> None:
    """Erase the account and all personal data of a person; the participant stays as a pseudonym.

    Whoever sends them a message at this second holds its row: the erasure waits for it, and no other leaves after.

    :raises StaffMayNotVanish: for an administrator's account, so that an installation is never left without one.
    """
    if user.is_superuser:
        raise StaffMayNotVanish
    participant = user.participant
    if participant is not None:
        for _name, erase in erasures:
            erase(participant=participant, at=at)
        Identity.objects.filter(participant=participant).delete()
        Participant.objects.filter(pk=participant.pk).update(erased_at=at, links=[])
        record(verb="account.closed", subject=participant, label="", by=by, at=at)
    for opened in UserSession.objects.filter(user=user):
        opened.end()
    SignupRequest.objects.filter(email=user.email).delete()
    _delete_or_empty(user)


def _delete_or_empty(user: User) -> None:
    """Delete an account; one that published or decided something stays as an empty shell, so that this stays said."""
    try:
        with transaction.atomic():
            user.delete()
    except (ProtectedError, RestrictedError):
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        user.roles.all().delete()
        user.email, user.participant = f"compte-ferme-{user.pk}@invalid.invalid", None
        user.is_active = user.is_staff = False
        user.set_unusable_password()
        user.last_login = None
        user.save()


def forget_old_requests(*, at: datetime) -> int:
    """Forget the sign-ups that nobody confirmed in time."""
    return SignupRequest.objects.filter(asked_at__lt=at - SIGNUP_LASTS).delete()[0]
