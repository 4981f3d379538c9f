"""What the law asks to say: what the team of an installation wrote, else the text that ships with the house."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from territories.instance.operations import current_instance

#: Text of the settings row → title of its page; the sources are those of the software and are not written here.
TEXTS = {
    "legal_notice": _("Mentions légales"),
    "privacy": _("Données personnelles et cookies"),
    "accessibility": _("Déclaration d’accessibilité"),
    "sources": _("Sources et licences"),
}


def written_text(name: str) -> str:
    """Return a text as Markdown, the default as long as nobody wrote another."""
    return getattr(current_instance(), name, "") or default_text(name)


def default_text(name: str) -> str:
    """Return the text that ships with the house, with the name and the address of this installation in it."""
    names = [f"territories/instance/texts/{name}.{language}.md" for language in (get_language(), "fr")]
    return render_to_string(names, {"instance": current_instance(), "demonstration": settings.DEMONSTRATION})
