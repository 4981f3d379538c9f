"""The first migration of an app in one stroke.

Django renders every model of the house anew after each operation of a migration; with a hundred tables and their
constraints that took most of the first start. The tables of a first migration are made from its last state instead.
"""

from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import ClassVar

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

TABLE_OPERATIONS = (CreateModel, AddField, AddIndex, AddConstraint)


def at_once(operations: Sequence[Operation]) -> list[Operation]:
    """Return the operations of a first migration, those on tables as one; what stands before them stays before."""

    def is_before(one: Operation) -> bool:
        return not isinstance(one, TABLE_OPERATIONS)

    return [*takewhile(is_before, operations), AtOnce(list(dropwhile(is_before, operations)))]


class AtOnce(Operation):
    """Operations that make new tables and complete these same tables: each table is made once, complete.

    The operations are those that ``makemigrations`` wrote; foreign keys in circles are no trouble, because PostgreSQL
    is told of them after all tables are there.
    """

    serialization_expand_args: ClassVar = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        made = {one.name_lower for one in operations if isinstance(one, CreateModel)}
        for one in operations:
            table = one.name_lower if isinstance(one, CreateModel) else getattr(one, "model_name_lower", None)
            if not isinstance(one, TABLE_OPERATIONS) or table not in made:
                raise ValueError(f"{one.describe()}: not a part of a table that is made here")
        self.operations = operations

    def deconstruct(self) -> tuple:
        """Write the operation as the constructor reads it."""
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state) -> None:
        """Tell the state of each step; rendered models are dropped first, to be rendered once, at the end."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make the tables as they are in the end."""
        for one in self._tables():
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Drop the tables, the last one first."""
        for one in reversed(self._tables()):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def _tables(self) -> list[CreateModel]:
        return [one for one in self.operations if isinstance(one, CreateModel)]

    def describe(self) -> str:
        """Say it in words, for those who read a plan."""
        return f"Create {len(self._tables())} tables at once"
