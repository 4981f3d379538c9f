"""What the assistant writes: the tasks of a team, the letters that go with them, the draft of the règlement."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from participation.consultations.wording import who_may_take_part

#: Code of a task → what is done (see ``rules/assistant.py``).
TASKS = {
    "proofread": _("Faire relire le projet de règlement par le service juridique"),
    "deliberate_rules": _("Faire délibérer l’assemblée sur le règlement et sur l’enveloppe"),
    "name_commission": _("Désigner la commission : élus, agents, habitantes et habitants volontaires ou tirés au sort"),
    "announce": _("Annoncer l’appel à idées aux associations, aux écoles, dans le bulletin et par affiches"),
    "welcome": _("Préparer l’accueil : formulaires papier, et de quoi saisir l’idée de qui vient sans ordinateur"),
    "meet": _("Tenir une réunion publique où chacun peut dire une idée et la faire écrire"),
    "last_days": _("Rappeler qu’il reste une semaine pour déposer une idée"),
    "decide": _("Décider quelles idées sont recevables, avec le motif et l’article du règlement"),
    "assign": _("Confier chaque idée recevable à une personne des services"),
    "conclude": _("Rendre les avis : coût, fonctionnement par an, foncier, délai"),
    "order_ballot": _("Relire les projets réalisables et leurs coûts avec celles et ceux qui les portent"),
    "show": _("Montrer les projets : affiches, catalogue à l’accueil, bibliothèque et marché"),
    "debate": _("Tenir la réunion où les projets sont présentés par celles et ceux qui les portent"),
    "rehearse": _("Répéter le vote avec l’équipe, du bulletin au dépouillement"),
    "seal": _("Sceller le vote : après, la règle, les projets et les coûts ne changent plus"),
    "urns": _("Installer les urnes, imprimer bulletins et listes d’émargement"),
    "call_to_vote": _("Annoncer que le vote est ouvert"),
    "strike_off": _("Émarger chaque personne qui vote sur papier, avant de lui donner un bulletin"),
    "sheets": _("Saisir chaque feuille de dépouillement deux fois, par deux personnes"),
    "witness": _("Assister au dépouillement et signer le procès-verbal"),
    "tell_result": _("Publier le résultat et écrire à chaque personne qui portait un projet, retenu ou non"),
    "deliberate_result": _("Faire délibérer l’assemblée sur les projets lauréats"),
    "give_news": _("Donner des nouvelles de chaque projet lauréat, même quand rien n’avance"),
}

FOLDER = "participation/consultations/assistant"


def rulebook_text(consultation, *, calendar, paper: bool) -> str:
    """Write the draft of the règlement: a council reads it, changes it and adopts it."""
    return _written("rulebook.md", consultation, calendar, paper)


def letter_text(letter: str, consultation, *, calendar, paper: bool) -> str:
    """Write a letter; nothing for a task without one."""
    return _written(f"{letter}.txt", consultation, calendar, paper) if letter else ""


def _written(name: str, consultation, calendar, paper: bool) -> str:
    context = {
        "consultation": consultation,
        "dates": {row.kind: row for row in calendar},
        "paper": paper,
        "who_may": who_may_take_part(consultation),
    }
    return render_to_string(f"{FOLDER}/{name}", context).strip()
