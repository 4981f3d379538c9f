"""What other concepts add to a vote, so that it never has to know them."""

from crois_sens.kernel.registries import Registry

#: ``entry(poll=) -> list[tuple[int, str]]``: votes that were set aside before the count: how many, and the motive.
votes_set_aside = Registry("votes_set_aside")
#: ``entry(poll=, at=) -> None``: called in the transaction that settles the rolls of a closed poll, voters locked out:
#: set votes aside, or raise a ``Refusal`` while somebody has still to decide.
before_reconciling = Registry("before_reconciling")
#: ``entry(poll=, at=) -> str``: what a closed vote still waits for before its rolls are settled, as everybody may read
#: it; empty when it waits for nothing.
waits_before_count = Registry("waits_before_count")
