"""The tables of seminars, gathered from its concepts."""
