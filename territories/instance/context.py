"""What every template may show of the installation."""

from django.conf import settings
from django.http import HttpRequest

from territories.instance.operations import current_instance


def house(request: HttpRequest) -> dict:
    """Add the installation's settings, whether it is a demonstration, and in which of its rooms one is."""
    return {
        "instance": current_instance(),
        "demonstration": settings.DEMONSTRATION,
        "section": request.path.split("/", 2)[1],
        "map_tiles": {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION},
    }
