"""The way into every page of an idea: what one may see exists, the rest is not found."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from participation.consultations.models import Consultation
from participation.proposals.models import Proposal


def consultation_or_404(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation that this visitor may see, with what every page says of it."""
    return get_object_or_404(Consultation.objects.visible_to(request.user).for_page(), slug=slug)


def proposal_or_404(request: HttpRequest, consultation: str, slug: str) -> Proposal:
    """Return an idea that this visitor may see, with its consultation."""
    rows = Proposal.objects.visible_to(request.user).shown().select_related("consultation__area", "merged_into")
    return get_object_or_404(rows, consultation__slug=consultation, slug=slug)
