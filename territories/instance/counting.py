"""Counting what stands behind a page of a team: several sets of rows in one query, a queue no further than it helps."""

from django.db.models import IntegerField, Model, QuerySet, Subquery

#: Nobody works differently with 4,000 rows in a queue than with 40,000: beyond this many it is only said to be long.
MOST = 1_000
#: The worst first; a line says one of these as its ``level``.
LEVELS = ["bad", "warn", "info", "ok"]


class Counted(Subquery):
    """How many rows a query finds, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def count_together(sets: list[QuerySet], *, beside: Model, most: int | None = None) -> tuple[int, ...]:
    """Count several sets of rows in one query.

    :param beside: any row that exists, from which the question is asked.
    :param most: count no further than one beyond it.
    """
    stop = None if most is None else most + 1
    columns = [Counted(rows.order_by().values("pk")[:stop]) for rows in sets]
    return beside._meta.model._base_manager.filter(pk=beside.pk).values_list(*columns).get() if columns else ()


def pressing(lines: list[dict], *, beside: Model) -> list[dict]:
    """Count the lines whose ``count`` is still a QuerySet, and return those that are not empty, the worst first."""
    uncounted = [line for line in lines if isinstance(line["count"], QuerySet)]
    numbers = count_together([line["count"] for line in uncounted], beside=beside, most=MOST)
    for line, found in zip(uncounted, numbers, strict=True):
        line["count"] = found
    return sorted((line for line in lines if line["count"]), key=lambda line: LEVELS.index(line["level"]))
