"""Where a result comes from: the règlement that held, who took each step and when, its version, how to cite it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.ballots.contract import contract_for
from participation.ballots.models import Poll, SheetEntry
from participation.ballots.results import Result
from participation.consultations.models import Rulebook
from territories.accounts.models import RoleKind
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
ROLES = {**dict(RoleKind.choices), "administrator": gettext_lazy("administration de la plateforme")}


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
    """

    rulebook: Rulebook | None
    steps: tuple[Step, ...]
    version: int
    version_at: datetime | None
    typists: int
    ties: tuple[str, ...]

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
        }


def provenance_of(poll: Poll, result: Result) -> Provenance:
    """Return where the result of a counted poll comes from."""
    steps = tuple(_steps(poll))
    decided = next((one.at for one in steps if one.verb == "poll.decided"), None)
    typists = SheetEntry.objects.filter(poll=poll).aggregate(n=Count("entered_by", distinct=True))["n"]
    return Provenance(
        rulebook=_rulebook(poll),
        steps=steps,
        version=2 if result.decision else 1,
        version_at=decided or poll.published_at,
        typists=typists,
        ties=tuple(_ties(result)),
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


def citation(poll: Poll, result: Result, found: Provenance, *, address: str) -> str:
    """How to cite this result: who, what, which version, when, where, and the fingerprint that names it."""
    consultation = poll.consultation
    return _(
        "%(who)s, « %(what)s : résultat du vote », version %(version)s du %(day)s, empreinte %(hash)s, %(url)s"
    ) % {
        "who": consultation.organiser.name,
        "what": consultation.title,
        "version": found.version,
        "day": day(found.version_at, consultation.time_zone) or _("(non publié)"),
        "hash": result.result_sha256[:12],
        "url": address,
    }
