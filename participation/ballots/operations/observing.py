"""Observers: inscribed by the manager with their public key, they cosign the heads of the log that they have seen."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.ballots.models import Cosignature, Head, Observer, Poll
from participation.ballots.signing import head_text, is_signed
from territories.instance.acts import record


class AlreadyInscribed(Refusal):
    code = "already_inscribed"
    message = _("Cette clé est déjà inscrite pour ce vote.")


class NotAnObserver(Refusal):
    code = "not_an_observer"
    message = _("Cette signature n’est celle d’aucun observateur inscrit, sur aucune tête de ce journal.")


class AlreadyCosigned(Refusal):
    code = "already_cosigned"
    message = _("Cette cosignature est déjà enregistrée.")


@transaction.atomic
def inscribe_observer(*, poll: Poll, name: str, key: str, by, at: datetime) -> Observer:
    """Let somebody watch the log with a key of their own.

    :raises AlreadyInscribed: when the key is.
    """
    try:
        with transaction.atomic():
            observer = Observer.objects.create(
                consultation_id=poll.consultation_id, poll=poll, name=name.strip(), key=key, at=at, by=by
            )
    except IntegrityError as error:
        raise AlreadyInscribed from error
    after = {"name": observer.name, "key": key}
    record(verb="poll.observer_inscribed", subject=poll, area=poll.consultation.area, by=by, at=at, after=after)
    return observer


@transaction.atomic
def cosign_head(*, head: Head, signature: str, at: datetime) -> Cosignature:
    """Keep the signature of an observer on a head; it says by itself whose it is, so nobody needs an account.

    :raises NotAnObserver: when it is nobody's; :raises AlreadyCosigned: the second time.
    """
    text = head_text(log=head.poll.slug, size=head.size, root=head.root, at=head.at)
    for observer in head.poll.observers.all():
        if is_signed(text, signature=signature, key=observer.key):
            break
    else:
        raise NotAnObserver
    made = Cosignature(
        consultation_id=head.consultation_id,
        poll_id=head.poll_id,
        head=head,
        observer=observer,
        signature=signature,
        at=at,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise AlreadyCosigned from error
    return made
