"""The result as tables of plain text, each column explained: what the files of the result page hold."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.ballots.results import Result
from participation.ballots.turnout import Turnout
from territories.instance.renderers import LICENCE, cell, demonstration_mark


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in the file and what it means."""

    name: str
    meaning: Any


PROJECT_FIELDS = (
    Field("no", gettext_lazy("Numéro du projet sur le bulletin.")),
    Field("code", gettext_lazy("Nom du projet dans la règle scellée et dans les fichiers de bulletins.")),
    Field("title", gettext_lazy("Titre du projet, tel que scellé.")),
    Field("cost", gettext_lazy("Coût scellé, dans la plus petite unité de la monnaie (centimes) ; vide sans argent.")),
    Field("votes", gettext_lazy("Bulletins qui ont choisi ce projet, toutes voies ensemble.")),
    Field("points", gettext_lazy("Points reçus, si le bulletin en donnait ; vide sinon.")),
    Field("won", gettext_lazy("1 si la règle retient le projet, 0 sinon. Le conseil décide ensuite.")),
    Field("order", gettext_lazy("Rang dans lequel la règle l’a retenu ; vide s’il ne l’est pas.")),
    Field("fate", gettext_lazy("Ce que la règle en a fait, en un mot pour les programmes (bought, chosen : retenu).")),
    Field("reason", gettext_lazy("La même chose en une phrase, avec les nombres qui ont décidé.")),
    Field("adopted", gettext_lazy("1 si le conseil l’a adopté, 0 s’il ne l’a pas suivi, vide avant la délibération.")),
)
CHANNEL_MEANING = gettext_lazy("Voix par la voie « %(channel)s » ; absente si une voie a trop peu de bulletins.")
TURNOUT_FIELDS = (
    Field(
        "kind", gettext_lazy("De quoi parle la ligne : total, channel (voie), place (lieu), electorate (inscrits), …")
    ),
    Field("name", gettext_lazy("La voie, le lieu, le motif, le territoire ou le jour.")),
    Field(
        "measure", gettext_lazy("Ce qui est compté : voters (votants), valid (exprimés), blank, void, votes:CODE, …")
    ),
    Field("value", gettext_lazy("Le nombre.")),
)
MARK_MEANING = gettext_lazy("Présente sur une démonstration seulement : les votes sont inventés.")


def project_fields(result: Result) -> list[Field]:
    """The columns of the table of projects: votes by channel only where channels may be shown apart."""
    apart = [Field(f"votes_{one.channel}", str(CHANNEL_MEANING) % {"channel": one.label}) for one in result.channels]
    return [*PROJECT_FIELDS, *apart]


def project_rows(result: Result) -> Iterator[list[Any]]:
    """A row per project: the very values of the API."""
    channels = [one.channel for one in result.channels]
    for row in result.as_json()["projects"]:
        apart = [row["votes_by_channel"][channel] for channel in channels]
        yield [*(row[field.name] for field in PROJECT_FIELDS), *apart]


def turnout_rows(result: Result, turnout: Turnout) -> Iterator[list[Any]]:
    """A row per number about taking part: the very values of the API."""
    said, apart = result.as_json(), turnout.as_json()
    for measure in ("voters", "valid", "blank", "void"):
        yield ["total", "", measure, said[measure]]
    for one in said["channels"]:
        yield from (["channel", one["channel"], name, one[name]] for name in ("voters", "blank", "void"))
    for one in apart["places"]:
        place = " + ".join(one["names"])
        yield from (["place", place, name, one[name]] for name in ("voters", "blank", "void"))
        yield from (["place", place, f"votes:{code}", votes] for code, votes in one["votes"].items())
    yield from (["set_aside", one["motive"], "votes", one["number"]] for one in apart["set_aside"])
    if apart["electorate"]:
        yield ["electorate", "", "registered", apart["electorate"]]
    if people := apart["population"]:
        yield ["population", people["area"], f"insee:{people['year']}", people["number"]]
    yield from (["day", one["day"], "voters", one["voters"]] for one in apart["days"])


def dictionary_rows(result: Result, citation: str) -> Iterator[list[Any]]:
    """A row per column of each file, under which licence they may be used, and how to cite them."""
    files = (("resultat.csv", project_fields(result)), ("resultat-participation.csv", TURNOUT_FIELDS))
    for name, fields in files:
        yield from ([name, field.name, str(field.meaning)] for field in fields)
        yield from ([name, mark, str(MARK_MEANING)] for mark in demonstration_mark())
        yield [
            name,
            "",
            _("Licence : %(licence)s. Texte en UTF-8, colonnes séparées par « ; ».") % {"licence": LICENCE},
        ]
        yield [name, "", _("Citer : %(citation)s") % {"citation": citation}]


def write(stream, heads: list[str], rows) -> None:
    """Write a table for spreadsheets: marked as UTF-8, formulas defused, the demonstration named on each line."""
    mark = demonstration_mark()
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([*heads, *mark])
    writer.writerows([cell(value) for value in [*row, *mark.values()]] for row in rows)
