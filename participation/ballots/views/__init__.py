"""Pages of votes: ``reading`` for all, ``voting`` for residents, ``desk`` and ``sheets`` for agents."""
