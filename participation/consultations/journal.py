"""The public journal of a consultation: what was done, when and why, read from the log of acts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crois_sens.kernel.money import euros
from participation.consultations.checklist import phase_name
from participation.consultations.models import Consultation
from participation.consultations.registries import journal_sources
from territories.accounts.models import Link
from territories.instance.models import Act
from territories.instance.templatetags.house import deadline, moment


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of the journal; ``phase`` names the kind of phase it is about, ``details`` what became what."""

    at: datetime
    text: str
    reason: str = ""
    url: str = ""
    phase: str = ""
    details: tuple[str, ...] = ()


#: Acts on a consultation that everybody reads; an act that is not here stays in the team's log.
PUBLIC_ACTS = {
    "consultation.published": gettext_lazy("Consultation publiée."),
    "consultation.changed": gettext_lazy("Consultation modifiée."),
    "consultation.rules_sealed": gettext_lazy("Règles scellées : l’enveloppe et les conditions ne changent plus."),
    "consultation.frozen": gettext_lazy("Consultation suspendue par une décision de : %(authority)s."),
    "consultation.unfrozen": gettext_lazy("Suspension levée."),
    "rulebook.published": gettext_lazy("Règlement publié, version %(version)s."),
    "phase.added": gettext_lazy("%(phase)s : phase ajoutée, du %(opens)s au %(closes)s."),
    "phase.moved": gettext_lazy("%(phase)s : phase déplacée, du %(opens)s au %(closes)s."),
    "phase.extended": gettext_lazy("%(phase)s : phase prolongée jusqu’au %(closes)s."),
    "phase.closed_early": gettext_lazy("%(phase)s : phase close avant la date prévue."),
}
#: Long texts are not repeated in the journal.
LONG = frozenset({"description", "declaration", "archived_facts"})


def journal_of(consultation: Consultation) -> list[JournalLine]:
    """Return the public journal, newest first: acts on the consultation, and lines of other concepts."""
    acts = Act.objects.filter(
        subject_kind="consultation", subject_id=str(consultation.pk), verb__in=PUBLIC_ACTS
    ).order_by("-at", "-pk")
    lines = [_line(act, consultation) for act in acts]
    for _name, source in journal_sources:
        lines += source(consultation=consultation)
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _line(act: Act, consultation: Consultation) -> JournalLine:
    after = act.after or {}
    values = {
        "authority": after.get("authority", ""),
        "version": after.get("version", ""),
        "phase": phase_name(after.get("phase", "")),
        "opens": _spoken(after.get("opens_at"), moment, consultation.time_zone),
        "closes": _spoken(after.get("closes_at"), deadline, consultation.time_zone),
    }
    return JournalLine(
        at=act.at,
        text=str(PUBLIC_ACTS[act.verb]) % values,
        reason=act.reason,
        url=after.get("url", ""),
        phase=after.get("phase", ""),
        details=tuple(_changes(act)) if act.verb == "consultation.changed" else (),
    )


def _spoken(written: str | None, style, zone: str) -> str:
    return style(parse_datetime(written), zone) if written else ""


def _changes(act: Act):
    """Say what became what: « Enveloppe : 100 000 € → 120 000 € »."""
    for name, value in (act.after or {}).items():
        label = str(Consultation._meta.get_field(name).verbose_name).removesuffix(_(", en centimes")).capitalize()
        if name in LONG:
            yield _("%(label)s : texte modifié") % {"label": label}
        else:
            before = _readable(name, (act.before or {}).get(name))
            yield _("%(label)s : %(before)s → %(after)s") % {
                "label": label,
                "before": before,
                "after": _readable(name, value),
            }


def _readable(name: str, value) -> str:
    if value is None or value == "" or value == []:
        return _("rien")
    if name.endswith("_cents"):
        return euros(value)
    if name == "accepted_links":
        return ", ".join(str(Link(link).label) for link in value)
    return ", ".join(value) if isinstance(value, list) else str(value)
