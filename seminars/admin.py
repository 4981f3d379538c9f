"""Admin pages of seminars, gathered from its concepts."""
