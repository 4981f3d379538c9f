"""Places: third places where people live, work, learn and meet differently."""
