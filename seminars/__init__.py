"""Seminars: where people meet, and what they publish."""
