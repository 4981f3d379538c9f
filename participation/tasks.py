"""Jobs of participation, gathered from its concepts for the worker to find."""
