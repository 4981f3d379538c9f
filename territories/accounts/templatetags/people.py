"""How pages name what belongs to people: ``{% load people %}``."""

from django import template

from territories.accounts.rules import device_name

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """Name a device from what its browser says of itself."""
    return device_name(user_agent)
