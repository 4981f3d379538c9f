"""What other concepts add to a consultation, so that it never has to know them."""

from crois_sens.kernel.registries import Registry

#: ``entry(consultation=, person=, at=) -> dict | None``: a panel of the public page: ``{"title", "template", …}``.
consultation_panels = Registry("consultation_panels")
#: ``entry(consultation=, user=, at=) -> dict | None``: a panel of the cockpit in the admin, same shape.
cockpit_panels = Registry("cockpit_panels")
#: ``entry(consultation=, user=, at=) -> list[dict]``: what waits for this account in it, as in ``attention``;
#: where ``count`` is a QuerySet, it is counted with those of the others in one query, up to a thousand.
cockpit_queues = Registry("cockpit_queues")
#: ``entry(consultation=, at=) -> list[tuple[label, QuerySet]]``: what the cockpit counts, all in one query.
cockpit_figures = Registry("cockpit_figures")
#: By the last part of its address, ``entry(consultation=, user=, at=) -> dict | None``: a page beside the cockpit, same
#: shape; ``None`` refuses it to this account.
cockpit_pages = Registry("cockpit_pages")
#: ``entry(consultation=) -> list[JournalLine]``: public lines of the journal, in any order.
journal_sources = Registry("journal_sources")
#: ``entry(consultation=, at=) -> list[Issue]``: what else is missing before publication.
publication_checks = Registry("publication_checks")
#: ``entry(phase=, opens_at=, closes_at=, by=, reason=, at=) -> None``: called in the transaction that moves a
#: published phase, before it is saved (``phase`` has its old dates): raise a ``Refusal``, or move your own calendar.
phase_moves = Registry("phase_moves")
#: ``entry(consultation=, participant=, at=) -> dict | None``: the step that a person should take now
#: (``{"title", "text", "url", "label"}``), ``None`` when they may not; the first answer is shown.
next_steps = Registry("next_steps")
