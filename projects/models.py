"""The tables of projects, gathered from its concepts."""
