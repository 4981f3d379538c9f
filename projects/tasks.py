"""Jobs of projects, gathered from its concepts for the worker to find."""
