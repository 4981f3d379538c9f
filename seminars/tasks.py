"""Jobs of seminars, gathered from its concepts for the worker to find."""
