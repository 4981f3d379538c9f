"""Territories: where, and who. Areas, accounts, actors, alliances, places, indicators, notices."""
