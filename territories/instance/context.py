"""What every template may show of the installation."""

from django.conf import settings
from django.http import HttpRequest

from territories.instance.operations import current_instance


def house(request: HttpRequest) -> dict:
    """Add the installation's settings and whether it is a demonstration."""
    return {
        "instance": current_instance(),
        "demonstration": settings.DEMONSTRATION,
        "map_tiles": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
    }
