"""Funding: kinds of money and whom they fit; what was promised to a project, and what came."""
