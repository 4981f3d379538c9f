"""All addresses of the house."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("crois_sens.api")),
    path("compte/", include("allauth.urls")),
    path("", include("territories.urls")),
    path("", include("projects.urls")),
    path("", include("seminars.urls")),
    path("", include("participation.urls")),
]
