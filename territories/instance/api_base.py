"""What all endpoints of the API share: keyset pages, refusals as 409, ETags and freshness."""

from rest_framework.exceptions import APIException
from rest_framework.pagination import CursorPagination
from rest_framework.views import exception_handler

from crois_sens.kernel.refusals import Refusal


class RuleBroken(APIException):
    """A refusal on its way to the caller."""

    status_code = 409


class HouseCursorPagination(CursorPagination):
    """Keyset pages: page 5,000 costs what page 1 costs."""

    page_size_query_param = "page_size"
    max_page_size = 1000
    ordering = "pk"


def refusals_are_409(error: Exception, context: dict):
    """Answer a broken rule with its code and sentence; everything else as the framework does."""
    if isinstance(error, Refusal):
        response = exception_handler(RuleBroken(), context)
        response.data = {"code": error.code, "detail": str(error)}
        return response
    return exception_handler(error, context)
