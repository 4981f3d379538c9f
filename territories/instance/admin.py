"""The installation in the admin: its settings on one page, its themes, the log of acts, the schedule of jobs."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_celery_beat.admin import CrontabScheduleAdmin, PeriodicTaskAdmin, PeriodicTaskForm, TaskSelectWidget
from django_celery_beat.models import ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminColorInputWidget, UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from territories.accounts.long_lists import LongList
from territories.accounts.scoping import HouseAdmin
from territories.instance.acts import ROLES, named_acts, role_words, words_of
from territories.instance.models import Act, Attachment, Instance, Theme
from territories.instance.operations import save_instance
from territories.instance.texts import TEXTS, default_text

DEFAULTS = ["default_legal_notice", "default_privacy", "default_accessibility"]


@admin.register(Instance)
class InstanceAdmin(HouseAdmin):
    """The one settings row: its list is its page; administrators only."""

    fieldsets = [
        (_("Identité"), {"fields": ["name", "tagline", "colour", "sender", "contact"]}),
        (
            _("Textes légaux"),
            {
                "fields": ["legal_notice", "privacy", "accessibility_state", "accessibility"],
                "description": _(
                    "Texte en Markdown. Vide : le texte par défaut de la plateforme est affiché. Pour le compléter, "
                    "copiez-le depuis le bas de cette page : ce qui manque y est marqué « À compléter par l’équipe »."
                ),
            },
        ),
        (_("Textes par défaut, à copier"), {"fields": DEFAULTS, "classes": ["collapse"]}),
    ]
    readonly_fields = DEFAULTS
    adds = False

    @admin.display(description=_("mentions légales"))
    def default_legal_notice(self, row):
        return self._to_copy("legal_notice")

    @admin.display(description=_("données personnelles"))
    def default_privacy(self, row):
        return self._to_copy("privacy")

    @admin.display(description=_("déclaration d’accessibilité"))
    def default_accessibility(self, row):
        return self._to_copy("accessibility")

    def _to_copy(self, name: str):
        box = '<textarea readonly rows="12" cols="80" aria-label="{}">{}</textarea>'
        return format_html(box, TEXTS[name], default_text(name))

    def formfield_for_dbfield(self, field, request, **kwargs):
        if field.name == "colour":
            kwargs["widget"] = UnfoldAdminColorInputWidget()
        return super().formfield_for_dbfield(field, request, **kwargs)

    def changelist_view(self, request, extra_context=None):
        return redirect("admin:territories_instance_change", 1)

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) or Instance(pk=1)

    def save_model(self, request, obj, form, change):
        save_instance(instance=obj, changed=form.changed_data, by=request.user, at=timezone.now())


@admin.register(Theme)
class ThemeAdmin(HouseAdmin):
    """The shared vocabulary; administrators only, because every territory uses it."""

    list_display = ["name", "description"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    deletes = True


class VerbFilter(admin.SimpleListFilter):
    """Which acts, by their words; named without asking a long log what stands in it."""

    title = _("acte")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        return named_acts()

    def queryset(self, request, rows):
        return rows.filter(verb=self.value()) if self.value() else rows


class RoleFilter(admin.SimpleListFilter):
    """Acts done in a role."""

    title = _("en qualité de")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return list(ROLES.items())

    def queryset(self, request, rows):
        return rows.filter(role=self.value()) if self.value() else rows


@admin.register(Act)
class ActAdmin(LongList, HouseAdmin):
    """Who did what; it is read, never written here."""

    see = "acts.see"
    area_path = "area"
    list_display = ["at", "said", "subject_label", "by", "in_role", "where"]
    list_filter = [VerbFilter, RoleFilter, "at"]
    list_select_related = ["by", "area"]
    search_fields = ["subject_label", "verb"]
    adds = False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("acte"), ordering="verb")
    def said(self, act):
        """What was done, in words."""
        return words_of(act)

    @admin.display(description=_("en qualité de"), ordering="role")
    def in_role(self, act):
        """The role it was done in."""
        return role_words(act)

    @admin.display(description=_("territoire"), ordering="area")
    def where(self, act):
        """The area it concerns."""
        return act.area


@admin.register(Attachment)
class AttachmentAdmin(HouseAdmin):
    """The files of the areas one works for; they are handed in where they belong and only read here."""

    see = "consultations.see"
    area_path = "area"
    adds = False
    list_display = ["name", "content_type", "size", "visibility", "area", "created_at"]
    list_filter = ["visibility", "content_type"]
    list_select_related = ["area"]
    search_fields = ["name"]
    fields = readonly_fields = ["name", "content_type", "size", "visibility", "alt_text", "area", "created_at"]

    def has_change_permission(self, request, obj=None):
        return False


class HouseTaskSelect(UnfoldAdminSelectWidget, TaskSelectWidget):
    """The list of known tasks, in the dress of the admin."""


class HousePeriodicTaskForm(PeriodicTaskForm):
    """A periodic task; its name may be typed or chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["task"].widget = UnfoldAdminTextInputWidget()
        self.fields["regtask"].widget = HouseTaskSelect()


#: Pages of libraries that are redone here, or that would show people's secrets past the rules of the house.
NOT_SHOWN = [PeriodicTask, IntervalSchedule, CrontabSchedule, SolarSchedule, ClockedSchedule, Group]
NOT_SHOWN += [EmailAddress, SocialAccount, SocialApp, SocialToken, Authenticator, UserSession]
admin.site.unregister([model for model in NOT_SHOWN if admin.site.is_registered(model)])


@admin.register(PeriodicTask)
class HousePeriodicTaskAdmin(PeriodicTaskAdmin, ModelAdmin):
    """When the workers do what; administrators only."""

    form = HousePeriodicTaskForm
    list_display = ["name", "enabled", "interval", "crontab", "last_run_at", "one_off"]


@admin.register(CrontabSchedule)
class HouseCrontabAdmin(CrontabScheduleAdmin, ModelAdmin):
    """Hours of the day at which jobs run."""


@admin.register(IntervalSchedule)
class HouseIntervalAdmin(ModelAdmin):
    """Rhythms at which jobs run."""
