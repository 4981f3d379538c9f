"""The page of a demonstration: who one may be, what one may try, and the button that goes on to the next phase."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import Consultation
from participation.demonstration.operations import go_on
from participation.demonstration.stage.cast import PARTS, PASSWORD
from participation.demonstration.stage.script import words


@require_http_methods(["GET", "POST"])
def demonstration(request: HttpRequest) -> HttpResponse:
    """Show the parts one may play; on POST, do what the team would have done and go on to the next phase."""
    if not settings.DEMONSTRATION:
        raise Http404
    now = timezone.now()
    if request.method == "POST":
        try:
            phase = go_on(at=now)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Nouvelle phase : %(phase)s.") % {"phase": phase.get_kind_display()})
        return redirect("participation:demonstration")
    consultation = Consultation.objects.filter(slug=f"{words()['series']}-2").first()
    context = {
        "now": now,
        "parts": PARTS,
        "password": PASSWORD,
        "consultation": consultation,
        "coming": consultation and consultation.phases.filter(opens_at__gt=now).order_by("opens_at").first(),
    }
    return render(request, "participation/demonstration/page.html", context)
