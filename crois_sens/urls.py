"""All addresses of the house."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from crois_sens.health import health
from territories.instance.staff import way_in
from territories.instance.views import home

handler500 = "crois_sens.trouble.failed"
urlpatterns = [
    path("", home, name="home"),
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("img/favicon.svg")), name="favicon"),
    path("admin/login/", way_in),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("crois_sens.api")),
    path("compte/", include("territories.accounts.account_urls")),
    path("sante/", health, name="health"),
    path("", include("territories.urls")),
    path("", include("projects.urls")),
    path("", include("seminars.urls")),
    path("", include("participation.urls")),
]
