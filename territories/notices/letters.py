"""From a row to a mail: words, colours, headers; letters with a secret are written here and never stored."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from email.utils import formataddr
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from crois_sens.kernel.money import NO_BREAK_SPACE
from crois_sens.kernel.registries import Registry
from territories.instance.operations import current_instance
from territories.instance.rules import THEMES, tones_of
from territories.notices.models import Notice
from territories.notices.rules import DIGEST, KINDS, kind_of

#: ``entry(notice=) -> Letter | None`` by kind: letters whose words are found when they leave, because they hold a
#: link that lets in, or depend on what is then true; ``None`` drops them. All others say what their row says.
composers = Registry("composers")
SALT = "notices.unsubscribe"


@dataclass(frozen=True)
class Letter:
    """The words of one message: paragraphs are separated by empty lines, the link is shown as a button."""

    title: str
    text: str
    url: str = ""
    action: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The text as paragraphs."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]

    @property
    def address(self) -> str:
        """The link as a full address: paths of the house get its name in front."""
        return settings.SITE_URL + self.url if self.url.startswith("/") else self.url


def bound(letter: Letter) -> Letter:
    """Keep French punctuation with the words it belongs to: a narrow window breaks lines wherever there is a space."""
    keep = partial(re.sub, r"(?<=«) | (?=[:;?!»])", NO_BREAK_SPACE)
    return replace(letter, title=keep(letter.title), text=keep(letter.text))


def letter_of(notice: Notice) -> Letter | None:
    """Return the words of a message, or nothing when it has no object any more."""
    special = dict(composers).get(notice.kind)
    if special is not None:
        return special(notice=notice)
    return Letter(notice.title, notice.text, notice.url)


def unsubscribe_token(notice: Notice) -> str:
    """Return the signed name of a message, by which its reader refuses its kind; it names no person."""
    return Signer(salt=SALT).sign(notice.public_id.hex)


def notice_of_token(token: str) -> Notice | None:
    """Find the message of an unsubscribe link; links do not grow old."""
    try:
        public_id = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return Notice.objects.select_related("participant").filter(public_id=public_id).first()


def kinds_of(notice: Notice) -> list[str]:
    """Return the kinds that a mail was about: its own, or those of what left in a digest."""
    if notice.kind != DIGEST:
        return [notice.kind]
    return refusable(notice.members.order_by("created_at", "pk").values_list("kind", flat=True))


def refusable(kinds: Iterable[str]) -> list[str]:
    """Return which of these kinds a person may refuse, each once, in their order."""
    return [kind for kind in dict.fromkeys(kinds) if kind in KINDS and kind_of(kind).optional]


def compose(
    notice: Notice, *, address: str, said: Sequence[Notice] | None = None, name: str = ""
) -> EmailMultiAlternatives | None:
    """Write the mail of one message, or of a digest and its members; nothing when none has words.

    :param said: what a digest says, its members; by default the message speaks for itself.
    """
    said = [notice] if said is None else said
    letters = [letter for one in said if (letter := letter_of(one)) is not None]
    if not letters:
        return None
    instance, kinds = current_instance(), refusable([one.kind for one in said])
    leave = settings.SITE_URL + reverse("territories:unsubscribe", args=[unsubscribe_token(notice)])
    leave = leave if kinds and notice.participant_id is not None else ""
    subject = letters[0].title
    if len(letters) > 1:
        subject = _("Vos %(number)d nouvelles : %(first)s") % {"number": len(letters), "first": subject}
    page = {
        "letters": letters,
        "subject": subject,
        "name": name,
        "instance": instance,
        "button": tones_of(instance.colour, THEMES["light"]).brand,  # dark enough for white words
        "site": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "kinds": [_(kind_of(kind).label) for kind in kinds],
        "unsubscribe": leave,
        "preferences": settings.SITE_URL + reverse("territories:my_preferences") if leave else "",
    }
    sender = formataddr((instance.name, instance.sender)) if instance.sender else settings.DEFAULT_FROM_EMAIL
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string("territories/notices/mail.txt", page),
        from_email=sender,
        to=[address],
        headers=headers(notice, leave),
    )
    looks = {**page, "letters": [bound(letter) for letter in letters]}
    mail.attach_alternative(render_to_string("territories/notices/mail.html", looks), "text/html")
    return mail


def headers(notice: Notice, leave: str) -> dict[str, str]:
    """Return the headers: the same Message-ID however often it is tried, and one-click leaving (RFC 8058)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    said = {
        "Message-ID": f"<{notice.public_id.hex}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if leave:
        said["List-Unsubscribe"] = f"<{leave}>"
        said["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return said
