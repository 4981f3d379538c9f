"""Pages of ideas: ``reading`` for all, ``writing`` for authors, ``acting`` for supporters and holders, ``desk``."""
