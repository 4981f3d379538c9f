"""Lists of the admin that grow with a town: nobody counts a hundred thousand rows to show fifty."""

from django.utils.functional import cached_property
from django.utils.text import capfirst
from unfold.paginator import InfinitePaginator

from crois_sens.kernel.text import sort_key

#: So many rows are counted quickly.
MOST = 1_000


class HousePaginator(InfinitePaginator):
    """Pages with their number while rows are counted quickly; a longer list has a next page, and no last one."""

    @cached_property
    def counted(self) -> int:
        """How many rows there are, counted no further than one beyond ``MOST``."""
        return self.object_list.order_by()[: MOST + 1].count()

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.counted > MOST

    @cached_property
    def count(self) -> int:
        return super().count if self.is_long else self.counted

    @property
    def template_name(self) -> str:
        """How the foot of the list is written; empty for the one with numbers."""
        return "admin/next_page.html" if self.is_long else ""


class NextPaginator(HousePaginator):
    """Pages of a list that is not counted at all."""

    is_long = True


class HouseLists:
    """The lists of the house: fifty rows a page, counted as far as it is quick."""

    list_per_page = 50
    show_full_result_count = False
    paginator = HousePaginator

    def get_changelist_instance(self, request):
        """Tell the number of results where a list is narrowed, and offer actions on all of them where it is known."""
        found = super().get_changelist_instance(request)
        found.title = capfirst(self.opts.verbose_name_plural)
        if found.paginator.is_long:
            found.result_count = len(found.result_list)
        if found.paginator.is_long or not (found.query or found.has_active_filters):
            found.full_result_count = found.result_count
        return found


class LongList:
    """Put before ``HouseAdmin``: a page of such a list costs the same with a thousand rows and a hundred thousand.

    Its rows are read by the index of their keys, what comes last first.
    """

    paginator = NextPaginator
    ordering = ("-id",)


class FoldedSearch:
    """Put before ``HouseAdmin`` where ``search_fields`` are folded columns: « Médiathèque » finds « mediatheque »."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, sort_key(search_term))
