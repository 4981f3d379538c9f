"""Pages of the installation itself: home, what the law asks to say, its colour."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from crois_sens.kernel.registries import home_panels
from territories.instance.models import Attachment, Visibility
from territories.instance.operations import current_instance
from territories.instance.rules import THEMES, tones_of
from territories.instance.texts import TEXTS, written_text


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what the house is for and what is open now; each floor brings its panels."""
    now = timezone.now()
    panels = [panel for _name, entry in home_panels if (panel := entry(person=request.user, at=now))]
    return render(request, "home.html", {"panels": panels, "now": now})


@require_safe
def text(request: HttpRequest, name: str) -> HttpResponse:
    """Show a text of the installation: what its team wrote, else the default."""
    page = {"heading": TEXTS[name], "written": written_text(name)}
    return render(request, "territories/instance/text.html", page)


@require_safe
@cache_control(max_age=31_536_000, immutable=True)
def colours(request: HttpRequest) -> HttpResponse:
    """Serve the colour of the installation as a style sheet; its address changes with the colour."""
    colour = current_instance().colour
    tones = {name: tones_of(colour, theme) for name, theme in THEMES.items()}
    return render(request, "territories/instance/colours.css", tones, content_type="text/css")


@require_safe
def attachment(request: HttpRequest, public_id: UUID) -> FileResponse:
    """Serve a file to those who may read it; to others it does not exist."""
    row = get_object_or_404(Attachment.objects.visible_to(request.user), public_id=public_id)
    response = FileResponse(row.file.open("rb"), filename=row.name, content_type=row.content_type)
    public = row.visibility == Visibility.PUBLIC
    patch_cache_control(response, **({"public": True, "max_age": 86_400} if public else {"private": True}))
    return response
