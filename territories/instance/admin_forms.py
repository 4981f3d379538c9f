"""Plain forms in the admin, dressed as the admin dresses its own."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from unfold.widgets import (
    CHECKBOX_CLASSES,
    INPUT_CLASSES,
    TEXTAREA_CLASSES,
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
)

#: Kind of widget → its classes; the first that fits.
CLASSES = [
    (forms.CheckboxInput, CHECKBOX_CLASSES),
    (forms.Textarea, TEXTAREA_CLASSES),
    (forms.widgets.Input, INPUT_CLASSES),
]


#: No row has a number of more figures.
LONGEST_KEY = 18


class KeysOnly:
    """Show again only what can be a row: Django asks the database for whatever was posted."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in map(str, value) if not key or (key.isdecimal() and len(key) <= LONGEST_KEY)]
        return super().optgroups(name, keys, attr)


class HouseAutocomplete(KeysOnly, AutocompleteSelect):
    """A picker of one row."""


class HouseAutocompleteMultiple(KeysOnly, AutocompleteSelectMultiple):
    """A picker of rows."""


class Dressed:
    """A form whose plain widgets get the look of the admin; widgets of the admin keep theirs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Give one field the look of the admin."""
    widget = field.widget
    if type(widget) is forms.CheckboxSelectMultiple:
        field.widget = UnfoldAdminCheckboxSelectMultipleWidget(choices=field.choices)
    elif type(widget) is forms.Select:
        field.widget = UnfoldAdminSelectWidget(choices=field.choices)
    elif type(widget) is forms.ClearableFileInput:
        field.widget = UnfoldAdminFileFieldWidget()
    elif type(widget).__module__.startswith("django.forms.") and "class" not in widget.attrs:
        classes = next((classes for kind, classes in CLASSES if isinstance(widget, kind)), [])
        widget.attrs["class"] = " ".join(classes)


def dressed(form: type) -> type:
    """Return the form class with the look of the admin."""
    return type(form)(form.__name__, (Dressed, form), {"__module__": form.__module__})
