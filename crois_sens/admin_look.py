"""How the admin looks: Unfold, in the colours of the public pages."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

#: Warm greys for paper and ink, the green of the house for what acts.
ADMIN_COLOURS = {
    "base": {
        "50": "#faf8f3",
        "100": "#f3efe6",
        "200": "#e4dccc",
        "300": "#cfc5b0",
        "400": "#a29884",
        "500": "#6f6756",
        "600": "#575042",
        "700": "#433d32",
        "800": "#2d2923",
        "900": "#1f1c18",
        "950": "#141210",
    },
    "primary": {
        "50": "#eff6f2",
        "100": "#dcebe4",
        "200": "#b9d8cc",
        "300": "#93c5b3",
        "400": "#6bb19a",
        "500": "#3f9079",
        "600": "#1d5b4f",
        "700": "#184c42",
        "800": "#133f37",
        "900": "#0f322c",
        "950": "#081f1b",
    },
}

UNFOLD = {
    "SITE_TITLE": "Crois/Sens",
    "SITE_HEADER": "Crois/Sens",
    "SITE_SUBHEADER": _("Espace des équipes"),
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("img/favicon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")},
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_BACK_BUTTON": True,
    "ENVIRONMENT": "territories.instance.staff.environment",
    "DASHBOARD_CALLBACK": "territories.instance.staff.dashboard",
    "SIDEBAR": {"show_search": True, "navigation": "territories.instance.staff.navigation"},
    "STYLES": [lambda request: static("css/admin.css")],
    "BORDER_RADIUS": "6px",
    "COLORS": ADMIN_COLOURS,
}
