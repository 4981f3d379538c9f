"""Voting: a poll, its choices, the roll of those who voted, their ballots, the count and the result."""
