"""All addresses of the house."""

from django.contrib import admin
from django.urls import include, path

from territories.instance.views import home

urlpatterns = [
    path("", home, name="home"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("crois_sens.api")),
    path("compte/", include("allauth.urls")),
    path("", include("territories.urls")),
    path("", include("projects.urls")),
    path("", include("seminars.urls")),
    path("", include("participation.urls")),
]
