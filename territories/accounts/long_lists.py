"""Lists of the admin that grow with a town: what comes last stands first, and nobody counts the rest."""

from unfold.paginator import InfinitePaginator


class LongList:
    """Put before ``HouseAdmin``: a page of such a list costs the same with a thousand rows and a hundred thousand.

    Its rows are read by the index of their keys, and its pages have a next one instead of a number of pages.
    """

    paginator = InfinitePaginator
    ordering = ("-id",)
