"""Who may do what: one table from roles to capabilities. A capability holds within the area of the role."""

CAPABILITIES: dict[str, frozenset[str]] = {
    "manager": frozenset(
        {
            "staff.enter",
            "areas.edit",
            "people.see",
            "people.enter",
            "consultations.see",
            "consultations.run",
            "proposals.see",
            "proposals.enter",
            "proposals.decide",
            "proposals.study",
            "proposals.moderate",
            "polls.run",
            "polls.strike_off",
            "polls.enter_paper",
            "projects.edit",
            "actors.edit",
            "events.edit",
            "library.edit",
            "reports.ask",
            "notices.see",
            "acts.see",
        }
    ),
    "instructor": frozenset({"staff.enter", "consultations.see", "proposals.study"}),
    "commission": frozenset({"staff.enter", "consultations.see", "proposals.see", "proposals.decide"}),
    "agent": frozenset({"staff.enter", "people.enter", "proposals.enter", "polls.strike_off", "polls.enter_paper"}),
    "elected": frozenset({"staff.enter", "consultations.see", "proposals.see", "acts.see"}),
    "partner": frozenset(),
}

ALL_CAPABILITIES = frozenset().union(*CAPABILITIES.values())


def kinds_with(capability: str) -> list[str]:
    """Return the roles that hold a capability.

    :raises KeyError: when no role holds it, which is a typing mistake.
    """
    if capability not in ALL_CAPABILITIES:
        raise KeyError(capability)
    return [kind for kind, held in CAPABILITIES.items() if capability in held]
