"""The history of a row in the admin: the acts of the log beside what Django noted of its forms."""

from django.http import HttpRequest

from territories.instance.acts import acts_on, role_words, words_of


class HistoryPage:
    """A page of the admin whose history tells what was done to a row, to those who may read the log."""

    def history_view(self, request: HttpRequest, object_id, extra_context=None):
        """Add the acts on the row, newest first, in words."""
        row = self.get_object(request, str(object_id))
        reads = row is not None and self._allowed(request, "acts.see", row)
        acts = [(act, words_of(act), role_words(act)) for act in acts_on(row)] if reads else []
        return super().history_view(request, object_id, {"acts": acts, **(extra_context or {})})
