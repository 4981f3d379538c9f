"""Projects: what is being made together, and with which money."""
