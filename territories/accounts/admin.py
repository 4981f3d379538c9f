"""People in the admin: the desk's register, roles within areas, accounts."""

from functools import reduce

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminTextInputWidget

from crois_sens.kernel.text import fold
from territories.accounts.confirming import confirmed
from territories.accounts.long_lists import LongList
from territories.accounts.models import Identity, Link, Participant, Role, RoleKind, User
from territories.accounts.operations import correct_person, enter_person
from territories.accounts.permissions import areas_of
from territories.accounts.roles import grant_role, revoke_role
from territories.accounts.rules import GRANTS
from territories.accounts.scoping import HouseAdmin
from territories.accounts.suspension import restore_account, suspend_account
from territories.instance.postgres import BareText

# What the libraries register of accounts is shown nowhere: addresses, codes and sessions are their owners' business.
for model in (
    Group,
    EmailAddress,
    EmailConfirmation,
    Authenticator,
    SocialAccount,
    SocialApp,
    SocialToken,
    UserSession,
):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class PersonForm(forms.ModelForm):
    """What an agent writes down of a person in front of them: only what is needed to answer."""

    display_name = forms.CharField(
        label=_("Nom affiché"),
        max_length=60,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Ce que les autres voient : un prénom ou un pseudonyme suffit."),
    )
    full_name = forms.CharField(
        label=_("Nom et prénom"),
        max_length=120,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Seulement si le règlement demande d’émarger sous ce nom."),
    )
    email = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        widget=UnfoldAdminEmailInputWidget,
        help_text=_("Si la personne en a une et souhaite être prévenue ainsi."),
    )
    phone = forms.CharField(label=_("Téléphone"), max_length=20, required=False, widget=UnfoldAdminTextInputWidget)
    postal_address = forms.CharField(
        label=_("Adresse postale"), max_length=240, required=False, widget=UnfoldAdminTextInputWidget
    )
    links = forms.MultipleChoiceField(
        label=_("Son lien avec la commune"), choices=Link.choices, widget=forms.CheckboxSelectMultiple
    )
    CARD = ("display_name", "full_name", "email", "phone", "postal_address")

    class Meta:
        model = Participant
        fields = ("home", "links")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "home" in self.fields:
            self.fields["home"].required = True
        identity = getattr(self.instance, "identity", None) if self.instance.pk else None
        for name in self.CARD:
            if identity is not None and name in self.fields:
                self.fields[name].initial = getattr(identity, name)

    @property
    def card(self) -> dict[str, str]:
        """The fields of the identity."""
        return {name: self.cleaned_data[name] for name in self.CARD}


@admin.register(Participant)
class ParticipantAdmin(LongList, HouseAdmin):
    """People who came to the desk; who may ``people.see`` sees all participants by the name that everyone sees."""

    see, edit, area_path = "people.see", "people.enter", "home"
    form = PersonForm
    autocomplete_fields = ("home",)
    list_display = ("shown_name", "home", "came_by", "created_at")
    list_select_related = ("identity", "home", "user")
    search_fields = ("identity__display_name", "identity__full_name")
    list_filter = ()
    fieldsets = (
        (None, {"fields": ("display_name", "home", "links")}),
        (
            _("Pour lui répondre"),
            {"fields": ("email", "phone", "postal_address"), "description": _("Une seule suffit.")},
        ),
        (_("Pour l’émargement"), {"fields": ("full_name",)}),
    )

    def get_queryset(self, request: HttpRequest):
        """Agents see whom they and their colleagues entered, without the people who have an account."""
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        everyone = areas_of(request.user, "people.see")
        return rows.filter(home__in=everyone) | rows.filter(entered_by__isnull=False, user__isnull=True)

    def get_search_results(self, request, queryset, search_term):
        """People whose names hold every word that was typed, accents and capitals aside."""
        rows, _several = super().get_search_results(request, queryset, "")
        if words := fold(search_term).split():
            rows = rows.annotate(words=BareText("identity__display_name", "identity__full_name"))
        return reduce(lambda found, word: found.filter(words__contains=word), words, rows), False

    def has_change_permission(self, request, obj=None):
        """Whoever has an account changes their card themselves; whoever left has none."""
        if isinstance(obj, Participant) and (hasattr(obj, "user") or obj.erased_at or obj.entered_by_id is None):
            return False
        return super().has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        """Of people with an account only what everyone sees is shown, to managers too."""
        if obj is not None and not self.has_change_permission(request, obj):
            return ((None, {"fields": ("shown_name", "home", "came_by", "created_at")}),)
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request, obj=None):
        if obj is not None and not self.has_change_permission(request, obj):
            return ("shown_name", "home", "came_by", "created_at")
        return ()

    @display(description=_("Nom affiché"), ordering="identity__display_name")
    def shown_name(self, row: Participant) -> str:
        """The name that others see."""
        return row.public_name

    @display(description=_("Inscription"), label={"compte": "success", "accueil": "info", "effacé": "warning"})
    def came_by(self, row: Participant):
        """How the person came: by an account, at the desk; or has left."""
        if row.erased_at:
            return "effacé", _("effacé")
        return ("compte", _("compte")) if hasattr(row, "user") else ("accueil", _("à l’accueil"))

    def save_model(self, request, obj, form, change):
        said = {"home": form.cleaned_data["home"], "links": form.cleaned_data["links"], **form.card}
        now = timezone.now()
        if change:
            correct_person(participant=obj, by=request.user, at=now, **said)
        else:
            obj.pk = enter_person(by=request.user, at=now, **said).pk
            obj._state.adding = False
            obj.identity = Identity.objects.get(pk=obj.pk)

    def log_addition(self, request, obj, message):
        """The act is recorded without the person's name; Django's log would keep it."""

    def log_change(self, request, obj, message):
        """As for additions."""


class RoleForm(forms.ModelForm):
    """A role for the account of an address."""

    email = forms.EmailField(
        label=_("Adresse du compte"),
        widget=UnfoldAdminEmailInputWidget,
        help_text=_("La personne s’est inscrite d’abord, comme tout le monde."),
    )

    class Meta:
        model = Role
        fields = ("kind", "area", "ends_at")


@admin.register(Role)
class RoleAdmin(HouseAdmin):
    """Who may do what, where. Managers compose the team of their areas; administrators name the managers."""

    see = edit = "roles.grant"
    area_path = "area"
    deletes = True
    form = RoleForm
    autocomplete_fields = ("area",)
    list_display = ("user", "kind", "area", "granted_at", "granted_by", "ends_at")
    list_select_related = ("user", "area", "granted_by")
    list_filter = ("kind",)
    search_fields = ("user__email", "user__participant__identity__display_name")
    fields = ("email", "kind", "area", "ends_at")

    def has_change_permission(self, request, obj=None):
        """A role is given and taken, never rewritten: the log then tells its whole story."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (request.user.is_superuser or not isinstance(obj, Role) or obj.kind in GRANTS["manager"])

    def get_fields(self, request, obj=None):
        return ("user", "kind", "area", "granted_at", "granted_by", "ends_at") if obj else self.fields

    def formfield_for_choice_field(self, field, request, **kwargs):
        if field.name == "kind" and not request.user.is_superuser:
            kwargs["choices"] = [(kind, label) for kind, label in RoleKind.choices if kind in GRANTS["manager"]]
        return super().formfield_for_choice_field(field, request, **kwargs)

    def get_actions(self, request):
        """Roles are taken one by one, each with its page of confirmation."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(self, request, obj, form, change):
        role = grant_role(
            email=form.cleaned_data["email"],
            kind=obj.kind,
            area=obj.area,
            ends_at=obj.ends_at,
            by=request.user,
            at=timezone.now(),
        )
        obj.pk, obj.user, obj.granted_at, obj._state.adding = role.pk, role.user, role.granted_at, False

    def delete_model(self, request, obj):
        revoke_role(role=obj, by=request.user, at=timezone.now())


@admin.register(User)
class UserAdmin(LongList, HouseAdmin):
    """Accounts, for administrators: who can sign in; suspended and restored here, made and closed by their owners."""

    adds = False
    list_display = ("email", "is_active", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    fields = readonly_fields = ("email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login")
    actions = ("suspend", "restore")

    @admin.action(description=_("Suspendre les comptes choisis"), permissions=["change"])
    @confirmed(
        _("Suspendre ces comptes ?"),
        _("Ces personnes ne peuvent plus se connecter. Ce qu’elles ont écrit ou voté reste."),
        danger=True,
    )
    def suspend(self, request, accounts):
        for account in accounts:
            self.run(request, suspend_account, user=account, by=request.user, at=timezone.now())
        self.message_user(request, _("C’est fait."), messages.SUCCESS)

    @admin.action(description=_("Rétablir les comptes choisis"), permissions=["change"])
    @confirmed(_("Rétablir ces comptes ?"), _("Ces personnes peuvent de nouveau se connecter."))
    def restore(self, request, accounts):
        for account in accounts:
            self.run(request, restore_account, user=account, by=request.user, at=timezone.now())
        self.message_user(request, _("C’est fait."), messages.SUCCESS)
