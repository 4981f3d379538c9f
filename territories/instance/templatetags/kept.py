"""Pieces of pages that are the same for many people: ``{% load kept %}``.

``{% kept "components/footer.html" name=instance.name section=section %}`` writes a template from the values that are
given to it and from nothing else, once per process and language for all pages that give the same. As the piece sees no
more than that, it can neither be out of date nor tell one person what belongs to another.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def kept(piece: str, **values) -> SafeString:
    """Write a piece, or what was written before from the same values; who works on templates sees each change."""
    write = written.__wrapped__ if settings.DEBUG else written
    return write(piece, get_language(), **values)


@lru_cache(maxsize=512, typed=True)
def written(piece: str, _language: str, /, **values) -> SafeString:
    """Write a piece from these values; the language it is written in is the active one."""
    return render_to_string(piece, values)
