"""Actors: organisations and people of a territory, their competences and roles."""
