"""What templates may ask of the house: ``{% load house %}``."""
