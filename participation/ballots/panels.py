"""What votes add to the pages of lower floors and of consultations; called once when the app is ready."""

from participation.ballots.operations.sealing import move_with_phase
from participation.consultations.registries import phase_moves


def register() -> None:
    """Fill the registries."""
    phase_moves.add("polls", move_with_phase)
