"""The field that asks for a commune, for any form of the house, and the form of a quarter.

::

    class SignupForm(forms.Form):
        home = CommuneField(label=_("Votre commune"))              # cleaned to an Area
        place = CommuneField(label=_("Où ?"), inside=agglomeration, required=False)

With JavaScript the text is completed while one types. Without it the text is sent as it is: a code, a whole name or
the only fit is taken, otherwise the page comes back with the communes that fit, to choose from.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from territories.areas.models import Area, AreaKind
from territories.areas.search import which_area


class Typed(NamedTuple):
    """What a browser sends: the text, the code chosen from a list, and the text the list was made for."""

    text: str = ""
    code: str = ""
    chosen_for: str = ""

    @property
    def choice(self) -> str:
        """The code, unless the text was changed after choosing."""
        return self.code if self.text == self.chosen_for else ""


class CommuneInput(forms.Widget):
    """A line of text with suggestions, or a list to choose from when the text fits several communes."""

    template_name = "territories/areas/commune_input.html"
    inside: Area | None = None
    candidates: tuple[Area, ...] = ()

    def format_value(self, value: Any) -> Typed:
        """Show what was typed, or the commune the form starts with."""
        if isinstance(value, Typed):
            return value
        if value and not isinstance(value, Area):
            value = Area.objects.filter(pk=value).first()
        return Typed(value.label, value.code, value.label) if value else Typed()

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        typed = self.format_value(value)
        url = reverse("territories:commune_suggestions")
        context["widget"] |= {
            "typed": typed,
            "code_name": f"{name}-code",
            "for_name": f"{name}-for",
            "candidates": self.candidates,
            "url": f"{url}?dans={self.inside.slug}" if self.inside else url,
        }
        return context

    def value_from_datadict(self, data, files, name: str) -> Typed:
        parts = [data.get(f"{name}{ending}") or "" for ending in ("", "-code", "-for")]
        return Typed(*(part.strip() for part in parts))

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return name not in data


class CommuneField(forms.Field):
    """A commune of today; cleaned to its ``Area``.

    :param inside: only communes of this area; may also be set on the field of a form: ``fields["x"].inside = area``.
    """

    widget = CommuneInput
    default_error_messages = {
        "unknown": _("Aucune commune ne correspond à « %(typed)s ». Essayez son code postal, ou le début de son nom."),
        "unknown_inside": _("Aucune commune de ce territoire (%(inside)s) ne correspond à « %(typed)s »."),
        "several": ngettext_lazy(
            "Voulez-vous dire la commune ci-dessous ? Cochez-la si c’est elle.",
            "%(number)s communes correspondent : cochez la vôtre.",
            "number",
        ),
    }

    def __init__(self, *, inside: Area | None = None, kinds: Iterable[str] = (AreaKind.COMMUNE,), **options) -> None:
        super().__init__(**options)
        self.kinds = tuple(kinds)
        self.inside = inside

    @property
    def inside(self) -> Area | None:
        """The area that the commune must lie in, if any."""
        return self.widget.inside

    @inside.setter
    def inside(self, area: Area | None) -> None:
        self.widget.inside = area

    def clean(self, value: Typed | None) -> Area | None:
        """Return the commune that was meant.

        :raises ValidationError: when nothing fits, or several do; the widget then shows them to choose from.
        """
        typed = value or Typed()
        if not typed.text:
            return super().clean(None)
        area = self._chosen(typed.choice)
        if area is None:
            area = self._read(typed.text)
        self.run_validators(area)
        return area

    def _chosen(self, code: str) -> Area | None:
        if not code or "\x00" in code:
            return None
        rows = Area.objects.current().filter(kind__in=self.kinds, code=code)
        return (rows.within([self.inside]) if self.inside else rows).first()

    def _read(self, text: str) -> Area:
        answer = which_area(text, kinds=self.kinds, inside=self.inside)
        if answer.area is not None:
            return answer.area
        self.widget.candidates = answer.candidates
        if answer.candidates:
            params = {"number": len(answer.candidates)}
            raise forms.ValidationError(self.error_messages["several"], code="several", params=params)
        code = "unknown_inside" if self.inside else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"typed": text, "inside": self.inside})

    def has_changed(self, initial: Any, data: Typed | None) -> bool:
        """Compare communes, not the way they are written."""
        before = self.widget.format_value(initial) if not isinstance(initial, Typed) else initial
        after = data or Typed()
        return (before.code, before.text) != (after.choice, after.text)
