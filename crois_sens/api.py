"""The router of the API: each app says what it offers, here it becomes ``/api/v1/``."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import DefaultRouter

from participation.api import ROUTES as PARTICIPATION
from projects.api import ROUTES as PROJECTS
from seminars.api import ROUTES as SEMINARS
from territories.api import ROUTES as TERRITORIES

router = DefaultRouter()
router.include_format_suffixes = False
for prefix, viewset, basename in [*TERRITORIES, *PROJECTS, *SEMINARS, *PARTICIPATION]:
    router.register(prefix, viewset, basename)

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
    path("", include(router.urls)),
]
