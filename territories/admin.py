"""Admin pages of territories, gathered from its concepts."""
