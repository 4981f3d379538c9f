"""Where a result comes from: the règlement, who took each step and when, its version, its proofs, how to cite it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.ballots.contract import contract_for
from participation.ballots.log import has_log
from participation.ballots.models import Bundle, Poll, SheetEntry, Stamp
from participation.ballots.results import Result
from participation.consultations.models import Rulebook
from territories.instance.acts import ROLES
from territories.instance.models import Act
from territories.instance.templatetags.house import day

#: The acts of a vote that everybody may know: when, and in which role; names are on the signed procès-verbal.
ACTS = {
    "poll.sealed": gettext_lazy("Règle scellée"),
    "poll.closed": gettext_lazy("Vote clos"),
    "poll.duplicates_settled": gettext_lazy("Personnes sur les deux listes : réglées"),
    "poll.reconciled": gettext_lazy("Listes et bulletins rapprochés"),
    "poll.counted": gettext_lazy("Bulletins dépouillés"),
    "poll.certified": gettext_lazy("Procès-verbal signé"),
    "poll.published": gettext_lazy("Résultat publié"),
    "poll.decided": gettext_lazy("Délibération enregistrée"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the vote: what was done, when, in which role."""

    verb: str
    label: str
    at: datetime
    role: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a reader needs to trust a result, or to contest it.

    :ivar version: 1 when published, 2 once the council's decision stands beside it.
    :ivar typists: how many different people typed the sheets of the places.
    :ivar ties: groups of projects that were level, in the words of the ballot.
    :ivar bundle: all that a recount needs; owed from the publication on, finished once it has its root hash.
    :ivar stamp: the date that an authority outside the house gave to the count, where one was asked.
    :ivar logged: whether a public log holds the commitments of its ballots.
    :ivar address: where the result stays; :ivar citation: how to cite it.
    """

    rulebook: Rulebook | None
    steps: tuple[Step, ...]
    version: int
    version_at: datetime | None
    typists: int
    ties: tuple[str, ...]
    bundle: Bundle | None
    stamp: Stamp | None
    logged: bool
    address: str
    citation: str

    @property
    def root(self) -> str:
        """The hash that a recount starts from; empty until the bundle is built."""
        return self.bundle.root if self.bundle else ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, the same for API and documents."""
        book = self.rulebook
        return {
            "version": self.version,
            "version_at": self.version_at and self.version_at.isoformat(),
            "rulebook": book
            and {
                "version": book.version,
                "published_at": book.published_at.isoformat(),
                "deliberation": book.deliberation_number,
            },
            "steps": [{"act": one.verb, "at": one.at.isoformat(), "role": one.role} for one in self.steps],
            "typists": self.typists,
            "ties": list(self.ties),
            "address": self.address,
            "citation": self.citation,
            "bundle": {"sha256": self.root, "url": self.bundle.zip.get_absolute_url(), "said": self.bundle.said}
            if self.root
            else None,
            "stamp": self.stamp
            and {
                "at": self.stamp.stamped_at.isoformat(),
                "authority": self.stamp.authority,
                "of": self.stamp.statement,
            },
        }


def provenance_of(poll: Poll, result: Result) -> Provenance:
    """Return where the result of a counted poll comes from."""
    steps = tuple(_steps(poll))
    decided = next((one.at for one in steps if one.verb == "poll.decided"), None)
    version, version_at = 2 if result.decision else 1, decided or poll.published_at
    typists = SheetEntry.objects.filter(poll=poll).aggregate(n=Count("entered_by", distinct=True))["n"]
    return Provenance(
        rulebook=_rulebook(poll),
        steps=steps,
        version=version,
        version_at=version_at,
        typists=typists,
        ties=tuple(_ties(result)),
        bundle=Bundle.objects.filter(poll=poll).select_related("zip").first(),
        stamp=Stamp.objects.filter(poll=poll, stamped_at__isnull=False).first(),
        logged=has_log(poll),
        address=address_of(poll),
        citation=_citation(poll, result, version, version_at),
    )


def _rulebook(poll: Poll) -> Rulebook | None:
    """The version of the règlement that the sealed rule names."""
    version = contract_for(poll).json.get("rulebook")
    if version is None:
        return None
    books = Rulebook.objects.published().filter(consultation_id=poll.consultation_id, version=version)
    return books.select_related("deliberation_file").first()


def _steps(poll: Poll):
    acts = Act.objects.filter(subject_kind="poll", subject_id=str(poll.pk), verb__in=ACTS).order_by("at", "pk")
    for act in acts:
        role = str(ROLES.get(act.role, "")) or _("la plateforme, à l’heure dite")
        yield Step(act.verb, str(ACTS[act.verb]), act.at, capfirst(role))


def _ties(result: Result):
    """Say once each group of projects that the rule found level."""
    titles = {one.code: f"{one.no}. {one.title}" for one in result.projects}
    seen: set[frozenset[str]] = set()
    for one in result.projects:
        group = frozenset({one.code, *one.tied_with})
        if len(group) > 1 and group not in seen:
            seen.add(group)
            yield " = ".join(titles[code] for code in sorted(group))


def address_of(poll: Poll) -> str:
    """Where a result stays: the address that is printed, posted and cited."""
    return settings.SITE_URL + reverse("participation:poll_result", args=[poll.slug])


def _citation(poll: Poll, result: Result, version: int, version_at: datetime | None) -> str:
    """Who, what, which version, when, where, and the fingerprint that names it."""
    consultation = poll.consultation
    return _(
        "%(who)s, « %(what)s : résultat du vote », version %(version)s du %(day)s, empreinte %(hash)s, %(url)s"
    ) % {
        "who": consultation.organiser.name,
        "what": consultation.title,
        "version": version,
        "day": day(version_at, consultation.time_zone) or _("(non publié)"),
        "hash": result.result_sha256[:12],
        "url": address_of(poll),
    }
