"""A refusal: a broken rule with a name for programs and a sentence for people."""

from typing import Any, ClassVar


class Refusal(Exception):
    """The request is well formed, and the rules of the house do not allow it.

    A page shows the message beside its form, the API answers ``409 {"code", "detail"}``, the admin shows it as
    a warning. Subclasses stand beside the operation that raises them and set ``code`` and ``message``; the message
    may hold ``%(name)s`` places, filled by keyword arguments.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[Any] = "Cette action n’est pas possible."

    def __init__(self, message: Any = None, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details
        self.sentence = message if message is not None else type(self).message

    def __str__(self) -> str:
        return str(self.sentence) % self.details if self.details else str(self.sentence)
