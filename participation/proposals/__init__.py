"""Proposals: ideas of residents, supported, judged admissible, studied, merged, put to the vote."""
