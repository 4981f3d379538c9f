"""All addresses of the house."""

from django.contrib import admin
from django.urls import include, path

from crois_sens.health import HealthView
from territories.instance.views import home

urlpatterns = [
    path("", home, name="home"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("crois_sens.api")),
    path("compte/", include("allauth.urls")),
    path("sante/", HealthView.as_view(), name="health"),
    path("", include("territories.urls")),
    path("", include("projects.urls")),
    path("", include("seminars.urls")),
    path("", include("participation.urls")),
]
