"""Admin pages of projects, gathered from its concepts."""
