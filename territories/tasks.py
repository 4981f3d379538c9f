"""Jobs of territories, gathered from its concepts for the worker to find."""
