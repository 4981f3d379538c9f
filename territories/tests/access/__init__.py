"""Who gets what from the addresses of this app: one module per concept, each with its ``ROWS``."""
