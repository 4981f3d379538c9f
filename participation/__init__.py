"""Participation: how residents weigh in. Consultations, proposals, votes, reports."""
