"""Events: seminars, workshops, meetings; their programme, their speakers, their seats."""
