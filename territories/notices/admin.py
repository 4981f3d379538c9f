"""Messages in the admin: what became of each; and, without a mail server, the mails themselves."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from unfold.decorators import display

from territories.accounts.confirming import confirmed
from territories.accounts.long_lists import LongList
from territories.accounts.scoping import HouseAdmin
from territories.notices import folder
from territories.notices.models import Notice
from territories.notices.operations import try_again
from territories.notices.rules import KINDS, masked

FATES = {
    "waiting": _("à envoyer"),
    "sent": _("envoyé"),
    "dropped": _("non envoyé"),
    "failed": _("en échec"),
}


class FateFilter(admin.SimpleListFilter):
    """Messages by what became of them."""

    title, parameter_name = _("état"), "fate"

    def lookups(self, request, model_admin):
        return list(FATES.items())

    def queryset(self, request, queryset):
        if self.value() == "waiting":
            return queryset.waiting()
        return queryset.filter(**{f"{self.value()}_at__isnull": False}) if self.value() in FATES else queryset


class KindFilter(admin.SimpleListFilter):
    """Messages of one kind."""

    title, parameter_name = _("nature"), "kind"

    def lookups(self, request, model_admin):
        return [(name, _(kind.label)) for name, kind in KINDS.items()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Notice)
class NoticeAdmin(LongList, HouseAdmin):
    """Who was told what and when, in the areas one works for; addresses are masked, letters that let in not kept."""

    see, area_path = "notices.see", "participant__home"
    adds = False
    list_display = ("title", "kind_label", "recipient", "fate", "due_at", "sent_at")
    list_filter = (FateFilter, KindFilter, "created_at")
    list_select_related = ("participant__identity",)
    search_fields = ("title",)
    actions = ("retry",)
    capabilities = {"retry": "notices.see"}
    change_list_template = "admin/territories/notice/change_list.html"
    fields = readonly_fields = (
        "title",
        "kind_label",
        "recipient",
        "text",
        "url",
        "fate",
        "created_at",
        "due_at",
        "sent_at",
        "attempts",
        "last_error",
        "dropped_reason",
    )

    def has_change_permission(self, request, obj=None):
        return False

    @display(description=_("Nature"), ordering="kind")
    def kind_label(self, row: Notice) -> str:
        """The kind in words."""
        kind = KINDS.get(row.kind)
        return _(kind.label) if kind else row.kind

    @display(description=_("À"))
    def recipient(self, row: Notice) -> str:
        """The name that everyone sees, or a masked address."""
        return row.participant.public_name if row.participant else masked(row.address)

    @display(description=_("État"), label={"sent": "success", "failed": "danger", "dropped": "warning"})
    def fate(self, row: Notice):
        """What became of the message."""
        fate = "sent" if row.sent_at else "dropped" if row.dropped_at else "failed" if row.failed_at else "waiting"
        return fate, FATES[fate]

    @admin.action(description=_("Essayer encore d’envoyer"), permissions=["retry"])
    @confirmed(
        _("Essayer encore d’envoyer ces messages ?"),
        _("Ceux qui sont en échec repartent dans la minute. Les autres ne sont pas touchés : rien ne part deux fois."),
    )
    def retry(self, request, notices):
        """Put the chosen messages that failed back into the queue."""
        now = timezone.now()
        again = sum(try_again(notice=notice, at=now) for notice in self.theirs(request, notices, "notices.see"))
        self.message_user(request, _("Messages remis dans la file : %(count)d.") % {"count": again}, messages.SUCCESS)

    def get_urls(self):
        view = self.admin_site.admin_view
        body = xframe_options_sameorigin(self.mail_body)
        return [
            path("courriels/", view(self.mails), name="territories_notice_mails"),
            path("courriels/<str:name>/", view(self.mail), name="territories_notice_mail"),
            path("courriels/<str:name>/html/", view(body), name="territories_notice_mail_body"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        context = {"browses_mails": browses_mails(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def mails(self, request: HttpRequest) -> HttpResponse:
        """The last mails of the folder."""
        check_may_browse(request)
        page = {**self.admin_site.each_context(request), "title": _("Courriels"), "mails": folder.newest()}
        return render(request, "admin/territories/notice/mails.html", page)

    def mail(self, request: HttpRequest, name: str) -> HttpResponse:
        """One mail: who, what, its text and its look."""
        mail = find_mail(request, name)
        page = {**self.admin_site.each_context(request), "title": mail.subject, "mail": mail}
        return render(request, "admin/territories/notice/mail.html", page)

    def mail_body(self, request: HttpRequest, name: str) -> HttpResponse:
        """The HTML part alone, for the frame of its page, where nothing runs."""
        mail = find_mail(request, name)
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox allow-popups"
        return HttpResponse(mail.html, headers={"Content-Security-Policy": policy})


def browses_mails(request: HttpRequest) -> bool:
    """Tell whether the folder may be read: it holds everyone's letters, links that let in among them."""
    return request.user.is_superuser and settings.MAILS_GO_TO_FOLDER


def check_may_browse(request: HttpRequest) -> None:
    """Refuse everyone but administrators, and say that there is no folder when a mail server is used."""
    if not request.user.is_superuser:
        raise PermissionDenied
    if not settings.MAILS_GO_TO_FOLDER:
        raise Http404


def find_mail(request: HttpRequest, name: str) -> folder.StoredMail:
    """Return a mail of the folder, to those who may read it."""
    check_may_browse(request)
    mail = folder.find(name)
    if mail is None:
        raise Http404
    return mail
