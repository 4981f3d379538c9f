"""The page of kinds of finance."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from projects.funding.models import FundingKind


def funding_kinds(request: HttpRequest) -> HttpResponse:
    """« Trouver son financement » : the kinds of money by family, what each fits and asks."""
    kinds = FundingKind.objects.order_by("family", "name", "pk")
    families = [(family, list(rows)) for family, rows in groupby(kinds, key=lambda kind: kind.family)]
    return render(request, "projects/funding/kinds.html", {"families": families})
