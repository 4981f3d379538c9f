"""What may be asked of the search: words, and what narrows them. The page and the API read the same form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from territories.areas.models import Area
from territories.instance.models import Theme
from territories.search.finding import Question
from territories.search.sources import sources


def kinds() -> list[tuple[str, str]]:
    """What can be found, and what it is called."""
    return [(source.kind, source.many) for source in sources()]


class SearchForm(forms.Form):
    """A question. Areas and themes are named by the slug that stands in their addresses."""

    q = forms.CharField(label=_("Chercher"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Nature"), required=False, choices=kinds)
    area = forms.ModelChoiceField(
        Area.objects.all(), label=_("Territoire"), required=False, to_field_name="slug", widget=forms.HiddenInput
    )
    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Thème"), required=False, to_field_name="slug")
    year = forms.IntegerField(label=_("Année"), required=False, min_value=1, max_value=9998)

    def question(self) -> Question:
        """Return what was asked; valid forms only."""
        asked = self.cleaned_data
        return Question(
            typed=asked["q"].replace("\0", ""),
            kind=asked["kind"],
            area=asked["area"].pk if asked["area"] else None,
            theme=asked["theme"].pk if asked["theme"] else None,
            year=asked["year"],
        )
