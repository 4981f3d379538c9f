"""Every paper of a vote: its name, its layout, the words on it, and from when to when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.ballots.life import Stage
from participation.ballots.minutes import LAYOUT as MINUTES
from participation.ballots.minutes import minutes
from participation.ballots.models import Poll
from participation.papers import desks, letters, public
from territories.instance.documents import typeset

LAYOUTS = Path(__file__).parent / "layouts"
BEFORE_THE_COUNT = (Stage.SEALED, Stage.OPEN, Stage.SUSPENDED, Stage.WAITING, Stage.CLOSED, Stage.RECONCILED)
TOLD = (Stage.PUBLISHED, Stage.DECIDED)
COUNTED = (Stage.COUNTED, Stage.CERTIFIED, *TOLD)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that the cockpit offers.

    :ivar content: the words, as plain values, from a poll and what the address asks for.
    :ivar stages: when it is of use; :ivar at_urns: only where people vote on paper; :ivar of_choices: only where the
        ballot offers more than oui and non.
    :ivar variants: further ways to ask for it, by their name: ``{"ordre": "hasard"}``.
    """

    slug: str
    label: Any
    hint: Any
    layout: Path
    content: Callable[[Poll, dict], dict]
    stages: tuple[Stage, ...]
    at_urns: bool = False
    of_choices: bool = False
    variants: tuple[tuple[Any, str], ...] = ()

    def offered(self, poll: Poll, at: datetime) -> bool:
        """Tell whether this paper is of use for a poll at that moment."""
        of_use = (poll.has_paper or not self.at_urns) and not (self.of_choices and poll.asks)
        return of_use and poll.stage(at) in self.stages

    def made(self, poll: Poll, options: dict) -> bytes:
        """Return the paper as a tagged PDF: the same bytes for the same vote."""
        return typeset(self.layout, self.content(poll, options))


PAPERS = {
    paper.slug: paper
    for paper in (
        PaperKind(
            "affiche",
            _("Affiche"),
            _("A3, avec le code à viser ; lisible en noir et blanc."),
            LAYOUTS / "poster.typ",
            public.poster,
            BEFORE_THE_COUNT,
        ),
        PaperKind(
            "catalogue",
            _("Catalogue des projets"),
            _("A5, une page par projet, en gros caractères."),
            LAYOUTS / "catalogue.typ",
            public.catalogue,
            (*BEFORE_THE_COUNT, *COUNTED),
            of_choices=True,
        ),
        PaperKind(
            "bulletin",
            _("Bulletin de vote"),
            _("A4, dans l’ordre d’un écran."),
            LAYOUTS / "ballot.typ",
            public.ballot,
            BEFORE_THE_COUNT,
            at_urns=True,
            variants=((_("dans l’ordre tiré au sort"), "ordre=hasard"),),
        ),
        PaperKind(
            "emargement",
            _("Liste d’émargement"),
            _("A4 couché, lignes numérotées, un bloc par lieu."),
            LAYOUTS / "roll.typ",
            desks.roll,
            BEFORE_THE_COUNT,
            at_urns=True,
            variants=((_("500 lignes"), "lignes=500"),),
        ),
        PaperKind(
            "depouillement",
            _("Feuilles de dépouillement"),
            _("A4, une par lieu de vote."),
            LAYOUTS / "count.typ",
            desks.count,
            BEFORE_THE_COUNT,
            at_urns=True,
        ),
        PaperKind(
            "proces-verbal",
            _("Procès-verbal"),
            _("A4, à faire signer."),
            MINUTES,
            lambda poll, options: minutes(poll),
            COUNTED,
        ),
        PaperKind(
            "lettres",
            _("Lettres aux porteurs"),
            _("A4, une par porteur, lauréat ou non, pour enveloppe à fenêtre."),
            LAYOUTS / "letters.typ",
            letters.letters,
            TOLD,
        ),
    )
}
