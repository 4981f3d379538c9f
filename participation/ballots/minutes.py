"""The procès-verbal: what the count found, on paper, for signature. A PDF made by typst, the same bytes each time."""

from datetime import datetime

import typst
from django.utils.translation import gettext as _

from participation.ballots.models import Duplicate, Poll, Roll
from participation.ballots.results import Result, result_of
from territories.instance.renderers import demonstration_mark
from territories.instance.templatetags.house import moment

TEMPLATE = """
#set document(title: {title}, date: none)
#set page(paper: "a4", margin: 2.2cm, numbering: "1 / 1")
#set text(lang: "fr", size: 10.5pt)
#set table(stroke: 0.5pt + luma(160), inset: 5pt)
= #{title}
#{subtitle}
#strong({mark})

{sections}
"""


def minutes_pdf(poll: Poll) -> bytes:
    """Return the procès-verbal of a counted poll as a PDF."""
    result = result_of(poll)
    if result is None:
        raise ValueError("a procès-verbal needs a counted poll")
    title = _("Procès-verbal de dépouillement : %(title)s") % {"title": poll.consultation.title}
    source = TEMPLATE.format(
        title=_text(title),
        subtitle=_text(str(poll.question)),
        mark=_text(" ".join(demonstration_mark().values())),
        sections=_sections(poll, result),
    )
    return typst.compile(source.encode(), format="pdf")


def _text(value: object) -> str:
    """Write any text as a typst string: nothing that people typed is read as markup."""
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _sections(poll: Poll, result: Result) -> str:
    return "\n".join(
        [
            _facts(_("Déroulement"), _calendar(poll)),
            _facts(_("Votants et bulletins"), _turnout(poll, result)),
            _projects(result),
            _facts(_("Règle appliquée"), [(_("Règle"), result.rule), (_("Empreinte"), poll.rule_sha256)]),
            _signatures(),
        ]
    )


def _facts(heading: str, rows: list[tuple[str, object]]) -> str:
    cells = "".join(f"[#{_text(label)}], [#{_text(value)}],\n" for label, value in rows)
    return f"== #{_text(heading)}\n#table(columns: (45%, 55%),\n{cells})"


def _calendar(poll: Poll) -> list[tuple[str, object]]:
    zone = poll.consultation.time_zone

    def said(at: datetime | None) -> str:
        return moment(at, zone) if at else "–"

    return [
        (_("Organisateur"), poll.consultation.organiser),
        (_("Ouverture"), said(poll.opens_at)),
        (_("Clôture"), said(poll.closed_at)),
        (_("Rapprochement des listes"), said(poll.reconciled_at)),
        (_("Dépouillement"), said(poll.counted_at)),
        (_("Destruction du lien entre personnes et bulletins"), said(poll.links_destroyed_at)),
    ]


def _turnout(poll: Poll, result: Result) -> list[tuple[str, object]]:
    rolls = Roll.objects.filter(poll=poll)
    rows: list[tuple[str, object]] = [
        (_("Émargements par internet"), rolls.filter(channel="web").count()),
        (_("Émargements sur papier"), rolls.filter(channel="paper").count()),
        (_("Votants"), "–" if result.voters is None else result.voters),
        (_("Blancs"), result.blank),
        (_("Nuls"), result.void),
        (_("Exprimés"), "–" if result.valid is None else result.valid),
        (_("Personnes sur les deux listes"), Duplicate.objects.filter(poll=poll).count()),
        (_("Écarts et incidents"), poll.gap_reason or _("Néant.")),
    ]
    if poll.quorum:
        rows.append(
            (_("Quorum de %(n)s votants") % {"n": poll.quorum}, _("atteint") if result.quorum_met else _("non"))
        )
    return rows


def _projects(result: Result) -> str:
    head = [_("Projet"), _("Coût"), _("Voix"), _("Décision de la règle")]
    cells = [f"[*#{_text(name)}*]" for name in head]
    for one in result.projects:
        cells += [
            f"[#{_text(f'{one.no}. {one.title}')}]",
            f"[#{_text(result.money(one.cost))}]",
            f"[#{_text(one.votes)}]",
            f"[#{_text(one.reason)}]",
        ]
    body = ",\n".join(cells)
    money = _("Attribué : %(spent)s sur %(envelope)s, reste %(left)s.") % {
        name: result.money(getattr(result, name)) for name in ("spent", "envelope", "left")
    }
    table = f"#table(columns: (32%, 16%, 9%, 43%), align: (left, right, right, left),\n{body})"
    return f"== #{_text(_('Résultat'))}\n{table}\n#{_text(money)}"


def _signatures() -> str:
    said = _text(_("Fait à                              , le                         . Signatures :"))
    return f"#v(1.2cm)\n#{said}\n#v(3cm)"
