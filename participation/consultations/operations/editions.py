"""The next edition: last year's consultation copied as a draft, its dates a year later."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from crois_sens.kernel.text import slug
from participation.consultations.models import Consultation, Duty, Phase, Rulebook
from participation.consultations.rules.editions import a_year_later, next_title, same_day_next_year
from territories.instance.acts import record

#: What the next edition takes over as it stands.
KEPT = [
    "kind",
    "summary",
    "description",
    "area",
    "organiser",
    "deciding_body",
    "time_zone",
    "envelope_cents",
    "project_cap_cents",
    "accepted_links",
    "minimum_age",
    "declaration",
    "ideas_per_person",
    "supports_per_person",
]


@transaction.atomic
def copy_edition(*, consultation: Consultation, by, at: datetime) -> Consultation:
    """Copy a consultation as the draft of its next edition: promises, dates 52 weeks later, texts to review."""
    source = Consultation.objects.select_for_update(of=["self"]).select_related("area").get(pk=consultation.pk)
    if not source.series:
        source.series = source.slug
        source.save(update_fields=["series", "updated_at"])
    last = Consultation.objects.filter(series=source.series).aggregate(last=Max("edition"))["last"]
    title = next_title(source.title)
    draft = Consultation.objects.create(
        **{name: getattr(source, name) for name in KEPT},
        title=title,
        slug=free_slug(title),
        series=source.series,
        edition=last + 1,
    )
    draft.themes.set(source.themes.all())
    Phase.objects.bulk_create(
        Phase(
            consultation=draft,
            kind=phase.kind,
            text=phase.text,
            opens_at=a_year_later(phase.opens_at, source.zone),
            closes_at=a_year_later(phase.closes_at, source.zone),
        )
        for phase in source.phases.all()
    )
    rulebook = source.rulebooks.published().first()
    if rulebook is not None:
        Rulebook.objects.create(consultation=draft, version=1, text=rulebook.text)
    Duty.objects.bulk_create(_again(duty, draft) for duty in source.duties.all())
    record(verb="consultation.copied", subject=draft, area=draft.area, by=by, at=at, after={"from": source.slug})
    return draft


def _again(duty: Duty, draft: Consultation) -> Duty:
    """The same task a year later; a letter says that it names last year's dates."""
    warning = _("Texte de l’édition précédente : corrigez les dates et les montants.")
    letter = f"{warning}\n\n{duty.letter}" if duty.letter else ""
    due_on = same_day_next_year(duty.due_on)
    return Duty(consultation=draft, hand=duty.hand, due_on=due_on, what=duty.what, letter=letter)


def free_slug(title: str) -> str:
    """Return an address that no consultation has yet; the database refuses what slips in between."""
    base = slug(title, length=70)
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    candidate = base
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
