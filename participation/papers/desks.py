"""What lies on the tables of the polling places: sheets to sign, sheets to count on."""

from django.utils.translation import gettext as _

from participation.ballots.contract import contract_for
from participation.ballots.models import CIVIL, LISTED, Paper, Poll, Urn
from participation.papers.public import common, days_of, money, row, what

#: Lines of a signature sheet when nobody says how many, and the most at once: a ream of paper.
LINES, MOST_LINES = 100, 5_000
#: Single ballots a count sheet has room for, where ballots are read one by one.
BALLOTS = 60


def roll(poll: Poll, options: dict) -> dict:
    """Sheets to sign, a block per polling place: the number of the line is what the agent types at the desk."""
    return {
        **common(poll, _("Liste d’émargement : %(title)s") % {"title": poll.consultation.title}),
        "dates": _("Vote %(days)s") % {"days": days_of(poll)},
        "what": _("Liste d’émargement"),
        **_recognised(poll),
        "numbers": numbers_of(poll, options),
        "places": [_place(urn) for urn in poll.urns.all()],
        "agents": [_("Signature des agents")],
    }


def _recognised(poll: Poll) -> dict:
    """What a line asks for, and what an agent types of it at the desk, as the vote recognises people."""
    if poll.key_method in LISTED:
        heads = [_("Numéro"), _("Nom et prénom"), _("Commune"), _("Observation"), _("Signature")]
        typed = _("puis saisissez son numéro : celui de la liste des votants, ou de sa lettre")
    elif poll.key_method in CIVIL:
        heads = [_("Ligne"), _("Nom de naissance"), _("Premier prénom"), _("Date de naissance"), _("Signature")]
        typed = _("puis saisissez, d’après sa pièce d’identité, nom de naissance, prénom et date de naissance")
    else:
        online = _("Adresse électronique, si le vote par internet")
        heads = [_("Ligne"), _("Nom et prénom"), _("Commune"), online, _("Signature")]
        typed = _("puis saisissez le numéro de sa ligne")
    how = _(
        "Une personne, une ligne, une signature. Vérifiez d’abord au guichet en ligne qu’elle n’a pas voté par "
        "internet, %(typed)s. Aucune heure n’est notée."
    )
    return {"heads": heads, "how": how % {"typed": typed}}


def numbers_of(poll: Poll, options: dict) -> list[int]:
    """The numbers of the lines: those of the list of voters where there is one, from ``depuis`` on; else 1, 2, 3 …"""
    if poll.key_method not in LISTED:
        return list(range(1, lines_asked(options) + 1))
    since = options.get("depuis", "")
    listed = poll.electors.filter(listed=True, line_no__gte=int(since) if since.isdecimal() else 1)
    return list(listed.order_by("line_no").values_list("line_no", flat=True)[:MOST_LINES])


def lines_asked(options: dict) -> int:
    """How many lines somebody wants per place."""
    asked = options.get("lignes", "")
    return min(MOST_LINES, max(1, int(asked))) if asked.isascii() and asked.isdecimal() else LINES


def count(poll: Poll, options: dict) -> dict:
    """Sheets to count on, one per polling place, with the projects by their numbers as the screen of entry has them."""
    one_by_one = poll.paper == Paper.BALLOTS
    return {
        **common(poll, _("Feuille de dépouillement : %(title)s") % {"title": poll.consultation.title}),
        "dates": _("Vote %(days)s") % {"days": days_of(poll)},
        "places": [_place(urn) for urn in poll.urns.all()],
        "what": _("Feuille de dépouillement"),
        "totals": [
            _("Émargements (lignes signées)"),
            _("Bulletins trouvés dans l’urne"),
            _("dont blancs"),
            _("dont nuls"),
            _("Exprimés"),
        ],
        "one-by-one": BALLOTS if one_by_one else 0,
        "ballot-heads": [_("Bulletin"), _marks_to_write(poll)],
        "heads": [_("N°"), what(poll), *([_("Coût")] if poll.has_money else []), _("Bâtons, par cinq"), _("Total")],
        "projects": [row(poll, one) for one in poll.choices.all()],
        "how": [
            _(
                "Deux personnes lisent et tracent ; deux autres saisissent ensuite cette feuille, chacune sans voir "
                "la saisie de l’autre."
            ),
            _("Blanc : aucune marque."),
            _("Nul : %(cases)s.") % {"cases": ", ".join(void_when(poll))},
        ],
        "incidents": _("Incidents, écarts et observations"),
        "signatures": [_("Première lecture"), _("Seconde lecture"), _("Responsable du lieu")],
    }


def _marks_to_write(poll: Poll) -> str:
    form = contract_for(poll).form
    if form.kind == "grades":
        return _("Numéros et mentions de 1 à 6 (1:5 4:3), ou B (blanc), N (nul)")
    if form.kind == "ranking":
        return _("Numéros et rangs (1:2 4:1), ou B (blanc), N (nul)")
    if form.numbers:
        return _("Numéros et points (1:5 4:3), ou B (blanc), N (nul)")
    return _("Numéros cochés, ou B (blanc), N (nul)")


def void_when(poll: Poll) -> list[str]:
    """When a paper ballot does not count: what the sealed form of the ballot refuses, and what no form can see."""
    form = contract_for(poll).form
    return [
        *([_("moins de %(n)s croix") % {"n": form.minimum}] if form.minimum > 1 else []),
        *([_("plus de %(n)s croix") % {"n": form.maximum}] if form.maximum else []),
        *([_("deux fois le même rang")] if form.kind == "ranking" else []),
        *([_("plus de %(n)s points en tout") % {"n": form.points}] if form.points else []),
        *([_("projets de plus de %(all)s en tout") % {"all": money(poll, form.envelope)}] if form.envelope else []),
        _("signe qui désigne la personne"),
        _("illisible"),
    ]


def _place(urn: Urn) -> list[str]:
    return [urn.name, urn.address]
