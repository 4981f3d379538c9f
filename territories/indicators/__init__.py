"""Indicators: what is measured of the good life, and the figures that were measured."""
