"""How forms are written on pages: labels, hints and errors tied to their fields, in one place."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Render ``{{ form }}`` and ``{{ field.as_field_group }}`` with the fragments of the house."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"
