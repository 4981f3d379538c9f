"""Who gets the page of a demonstration: nobody, where there is none."""

from territories.tests.factories.access import Row, everybody

ROWS = [
    Row("participation:demonstration", everybody(404)),
    Row("participation:demonstration", everybody(404), method="post"),
]
