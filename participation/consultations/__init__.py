"""Consultations: a question put to a territory, in phases, under a published rulebook."""
