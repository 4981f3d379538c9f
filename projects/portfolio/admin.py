"""Admin pages of projects."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.funding.models import Commitment
from projects.portfolio.forms import ProjectForm
from projects.portfolio.models import Milestone, News, Partnership, Project
from projects.portfolio.operations import tell_followers
from territories.accounts.scoping import HouseStackedInline, HouseTabularInline
from territories.instance.published_admin import PublishedAdmin


class PartnershipInline(HouseTabularInline):
    model = Partnership
    autocomplete_fields = ("organisation",)


class MilestoneInline(HouseTabularInline):
    model = Milestone


class CommitmentInline(HouseTabularInline):
    model = Commitment
    autocomplete_fields = ("kind", "funder")


class NewsInline(HouseStackedInline):
    model = News
    exclude = ("photo",)


@admin.register(Project)
class ProjectAdmin(PublishedAdmin):
    """Projects of the manager's areas: state with its reason, money, steps, news."""

    edit = "projects.edit"
    capabilities = {"publish": "projects.edit"}
    form = ProjectForm
    list_display = ("title", "status", "origin", "area", "is_public")
    list_filter = ("status", "origin", "published_at")
    autocomplete_fields = ("area", "holder", "alliance", "place")
    prepopulated_fields = {"slug": ("title",)}
    filter_horizontal = ("themes",)
    inlines = (MilestoneInline, NewsInline, PartnershipInline, CommitmentInline)

    def save_model(self, request, project, form, change):
        """A new state goes through the operation, which checks it and tells those who follow the project."""
        form.save_with_state(by=request.user, at=timezone.now())

    def save_formset(self, request, form, formset, change):
        """Followers hear of news that were just written and of steps that were just reached."""
        super().save_formset(request, form, formset, change)
        project, at, told = form.instance, timezone.now(), 0
        for news in [row for row in formset.new_objects if isinstance(row, News)]:
            text = f"{news.title}\n\n{news.text}".strip()
            told += tell_followers(project=project, key=f"project.news:{news.pk}", text=text, at=at)
        for step, fields in formset.changed_objects + [(row, ["reached_on"]) for row in formset.new_objects]:
            if isinstance(step, Milestone) and step.reached_on and "reached_on" in fields:
                text = _("Étape franchie : %(step)s") % {"step": step.title}
                told += tell_followers(project=project, key=f"project.milestone:{step.pk}", text=text, at=at)
        if told:
            self.message_user(request, _("%(n)d personnes seront prévenues.") % {"n": told}, messages.INFO)
