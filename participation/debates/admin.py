"""Comments in the admin: what was reported first, each hidden or kept with one step."""

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.consultations.admin_filters import ConsultationFilter
from participation.debates import operations
from participation.debates.models import Comment, CommentReport
from territories.accounts.long_lists import LongList
from territories.accounts.scoping import HouseAdmin, HouseTabularInline
from territories.accounts.steps import Step, StepForm, StepPages


class HideForm(StepForm):
    """Why a comment goes; shown in its place."""

    reason = forms.CharField(
        label=_("Motif"), max_length=300, help_text=_("Affiché à la place du commentaire, et envoyé à son auteur.")
    )


def _reported(comment: Comment, at) -> bool:
    return comment.reports.filter(settled_at__isnull=True).exists()


STEPS = (
    Step(
        "masquer",
        _("Masquer"),
        _("Masquer ce commentaire ?"),
        "proposals.moderate",
        lambda comment, at: comment.stands,
        lambda comment, data, *, by, at: operations.hide_comment(comment=comment, by=by, at=at, **data),
        _("Le commentaire est masqué."),
        form=HideForm,
        danger=True,
    ),
    Step(
        "garder",
        _("Garder"),
        _("Garder ce commentaire ?"),
        "proposals.moderate",
        _reported,
        lambda comment, data, *, by, at: operations.dismiss_reports(comment=comment, by=by, at=at),
        _("Les signalements sont classés."),
        (_("Ses signalements sont classés comme non fondés."),),
    ),
    Step(
        "remettre",
        _("Remettre en ligne"),
        _("Remettre ce commentaire en ligne ?"),
        "proposals.moderate",
        lambda comment, at: comment.hidden_at is not None,
        lambda comment, data, *, by, at: operations.show_comment(comment=comment, by=by, at=at),
        _("Le commentaire est de nouveau en ligne."),
    ),
)


class ReportedFilter(admin.SimpleListFilter):
    """What waits for a moderator, and what was hidden."""

    title = _("modération")
    parameter_name = "moderation"

    def lookups(self, request, model_admin):
        return [("signales", _("Signalés")), ("masques", _("Masqués"))]

    def queryset(self, request, rows):
        if self.value() == "signales":
            return rows.reported()
        return rows.filter(hidden_at__isnull=False) if self.value() == "masques" else rows


class ReportInline(HouseTabularInline):
    """Why it was reported; who reported stays out of sight."""

    model = CommentReport
    fields = ("at", "reason", "settled_at", "upheld")
    adds = False
    deletes = False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Comment)
class CommentAdmin(StepPages, LongList, HouseAdmin):
    """Comments of the areas one moderates."""

    see = "proposals.moderate"
    edit = None
    adds = False
    area_path = "consultation__area"
    steps = STEPS
    list_display = ("words", "proposal", "signed", "at", "waiting", "hidden_at")
    list_filter = (ReportedFilter, ConsultationFilter)
    fields = ("proposal", "signed", "at", "text", "hidden_at", "hidden_reason", "withdrawn_at")
    inlines = (ReportInline,)

    def get_queryset(self, request):
        waiting = Count("reports", filter=Q(reports__settled_at__isnull=True))
        return super().get_queryset(request).select_related("proposal", "author__identity").annotate(waiting=waiting)

    def has_change_permission(self, request, obj=None):
        """Nobody rewrites what a resident wrote, administrators included."""
        return False

    @admin.display(description=_("commentaire"))
    def words(self, comment):
        """Its beginning."""
        return Truncator(comment.text).chars(80)

    @admin.display(description=_("signé"))
    def signed(self, comment):
        """The name that everybody reads, and no other."""
        return comment.author.public_name

    @admin.display(description=_("signalements"))
    def waiting(self, comment):
        """Reports that wait for a judgement."""
        return comment.waiting or "–"
