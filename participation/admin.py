"""Admin pages of participation, gathered from its concepts."""
