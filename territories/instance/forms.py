"""How forms are written on pages, and the fields of the house: amounts in euros, hours on a territory's clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.money import NARROW_SPACE, cents, euros
from crois_sens.kernel.periods import DoubledHour, NoSuchHour, on_the_clock


class HouseRenderer(TemplatesSetting):
    """Render ``{{ form }}`` and ``{{ field.as_field_group }}`` with the fragments of the house."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"


class EurosField(forms.CharField):
    """An amount typed in euros as people write it, kept in cents."""

    default_error_messages = {
        "invalid": _("Écrivez un montant en euros, par exemple 30 000 ou 29 400,50."),
        "negative": _("Écrivez un montant positif."),
    }
    #: The least that may be typed, in cents.
    minimum = 1

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        # The column's own bounds arrive here from a model form; no amount in euros comes near them.
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value) -> int | None:
        """Read the amount, or nothing when nothing was typed."""
        written = super().to_python(value)
        if not written:
            return None
        try:
            amount = cents(written)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if amount < self.minimum:
            raise forms.ValidationError(self.error_messages["negative"], code="negative")
        return amount

    def prepare_value(self, value):
        """Show cents as euros, and what was typed wrongly as it was typed."""
        return euros(value).removesuffix("€").strip().replace(NARROW_SPACE, " ") if isinstance(value, int) else value

    def has_changed(self, initial, data) -> bool:
        """Compare amounts, not the way they are written."""
        try:
            return initial != self.to_python(data)
        except forms.ValidationError:
            return True


class SpentEurosField(EurosField):
    """An amount that may be nothing: an empty field is zero."""

    minimum = 0

    def to_python(self, value) -> int:
        """Read the amount."""
        return super().to_python(value) or 0


class LocalDateTimeField(forms.DateTimeField):
    """A day and an hour on the clock of a territory; a form that learns the territory later calls ``use_zone``.

    An hour that the clocks skip or show twice is refused: it would not say when.
    """

    default_error_messages = {
        "invalid": _("Écrivez une date et une heure."),
        "no_such_hour": _("Cette heure n’existe pas : cette nuit-là, on avance les montres. Choisissez-en une autre."),
        "doubled_hour": _(
            "Cette heure existe deux fois : cette nuit-là, on recule les montres. Choisissez-en une autre."
        ),
    }

    def __init__(self, *, zone: str = "Europe/Paris", **kwargs):
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local", "step": "60"}, format="%Y-%m-%dT%H:%M")
        )
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"])
        super().__init__(**kwargs)
        self.use_zone(zone)

    def use_zone(self, zone: str) -> None:
        """Read and show hours on the clock of this zone."""
        self.zone = ZoneInfo(zone)

    def to_python(self, value) -> datetime | None:
        """Read what the clock of the zone shows as a moment in UTC."""
        if value in self.empty_values:
            return None
        local = self._as_typed(value)
        try:
            return on_the_clock(local, self.zone).astimezone(UTC)
        except NoSuchHour as error:
            raise forms.ValidationError(self.error_messages["no_such_hour"], code="no_such_hour") from error
        except DoubledHour as error:
            raise forms.ValidationError(self.error_messages["doubled_hour"], code="doubled_hour") from error

    def _as_typed(self, value) -> datetime:
        for written in self.input_formats:
            try:
                return self.strptime(str(value).strip(), written)
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value):
        """Show a moment on the clock of the zone."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def has_changed(self, initial, data) -> bool:
        """Compare moments to the minute: a field shows no seconds."""
        try:
            typed = self.to_python(data)
        except forms.ValidationError:
            return True
        if initial is None or typed is None:
            return initial is not typed
        return initial.replace(second=0, microsecond=0) != typed
