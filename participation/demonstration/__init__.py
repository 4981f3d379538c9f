"""The demonstration: the facts of the founding articles, and an invented budget on the stage of Saint-Dié-des-Vosges.

It reads and fills every floor and is read by no one. ``facts`` loads what is true, ``stage`` plays what is invented.
"""
