"""Journeys through pages in Chromium; ``crois_sens.testing.browser`` says how to write one."""
