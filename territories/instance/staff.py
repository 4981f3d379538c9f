"""The frame of the admin: what waits for whom, the rooms one may enter, and the way in."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.registries import attention, start_panels
from territories.accounts.models import Identity, RoleKind
from territories.accounts.permissions import current_roles
from territories.instance.counting import pressing
from territories.instance.operations import current_instance

SETTINGS_PAGE = "admin:territories_instance_change"
#: Our apps in the order of the sidebar; the machinery comes after them.
FLOORS = ["participation", "projects", "seminars", "territories"]
TITLES = {"django_celery_beat": _("Travaux programmés")}
#: Material Symbols, as Unfold ships them, by model.
ICONS = {
    "act": "history",
    "alliance": "hub",
    "area": "map",
    "attachment": "attach_file",
    "ballot": "how_to_vote",
    "call": "campaign",
    "cluster": "group_work",
    "comment": "forum",
    "consultation": "account_balance",
    "duty": "checklist",
    "event": "event",
    "fundingkind": "euro",
    "indicator": "monitoring",
    "instance": "tune",
    "measure": "straighten",
    "need": "flag",
    "notice": "mail",
    "organisation": "domain",
    "participant": "person",
    "person": "badge",
    "place": "storefront",
    "pollingplace": "where_to_vote",
    "poll": "how_to_vote",
    "project": "construction",
    "proposal": "lightbulb",
    "publication": "menu_book",
    "report": "description",
    "registration": "how_to_reg",
    "role": "verified_user",
    "rulebook": "gavel",
    "study": "architecture",
    "theme": "label",
    "user": "manage_accounts",
}


def navigation(request: HttpRequest) -> list[dict]:
    """Return the sidebar: today, then the rooms this account may enter, in the order the house registers them."""
    today = {"title": _("Aujourd’hui"), "icon": "today", "link": resolve_url("admin:index")}
    rooms = [
        {"title": app["name"], "collapsible": True, "items": [_door(model) for model in app["models"]]}
        for app in rooms_of(request)
    ]
    return [{"items": [today]}, *rooms]


def rooms_of(request: HttpRequest) -> list[dict]:
    """Return Django's list of apps and models for this account, our apps first, models as they were registered."""
    apps = admin.site.get_app_list(request)
    order = {model: place for place, model in enumerate(admin.site._registry)}
    for app in apps:
        app["models"].sort(key=lambda entry: order[entry["model"]])
        app["name"] = TITLES.get(app["app_label"], app["name"])
    return sorted(apps, key=lambda app: FLOORS.index(app["app_label"]) if app["app_label"] in FLOORS else len(FLOORS))


def _door(model: dict) -> dict:
    icon = ICONS.get(model["object_name"].lower(), "circle")
    return {"title": model["name"], "icon": icon, "link": model["admin_url"] or model["add_url"]}


def dashboard(request: HttpRequest, context: dict) -> dict:
    """Add to the start page what waits for this account, the most pressing first, and what goes on around it."""
    user, now = request.user, timezone.now()
    waiting = pressing([line for _name, entry in attention for line in entry(user=user, at=now)], beside=user)
    panels = [panel for _name, entry in start_panels if (panel := entry(user=user, at=now))]
    return {
        **context,
        "title": _("Aujourd’hui"),
        "now": now,
        "waiting": waiting,
        "panels": panels,
        "rooms": rooms_of(request),
        **who_is_here(user),
    }


def who_is_here(user) -> dict:
    """Say to an account under which name, in which roles and for which areas it works."""
    roles = current_roles(user).select_related("area").exclude(kind=RoleKind.PARTNER).order_by("pk")
    names = Identity.objects.filter(participant=user.participant_id).values_list("display_name", flat=True)
    kinds = [_("administration de la plateforme")] if user.is_superuser else []
    kinds += [f"{role.get_kind_display()} · {role.area}" for role in roles]
    return {"name": names.first() or "", "roles": kinds}


def environment(request: HttpRequest) -> list[str] | None:
    """Say at the top of every admin page that this is a demonstration."""
    return [str(_("Démonstration")), "warning"] if settings.DEMONSTRATION else None


def way_in(request: HttpRequest) -> HttpResponseRedirect:
    """Lead staff through the sign-in that everyone uses; an account without a role learns that it has none.

    :raises PermissionDenied: for a signed-in account that may not enter.
    """
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = resolve_url("admin:index")
    if not request.user.is_authenticated:
        return redirect_to_login(wanted)
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return HttpResponseRedirect(wanted)


def settings_to_complete(*, user, at) -> list[dict]:
    """Remind administrators of what the law wants said and nobody has written yet."""
    instance = current_instance()
    missing = [name for name in ("contact", "legal_notice") if not getattr(instance, name)]
    if not user.is_superuser or not missing:
        return []
    line = {
        "title": _("Réglages à compléter : contact et mentions légales"),
        "why": _("La loi veut que chacun puisse lire qui édite ce site et comment le joindre."),
        "do": _("Compléter les réglages"),
        "level": "info",
    }
    return [{**line, "count": len(missing), "url": resolve_url(SETTINGS_PAGE, 1)}]
