"""The router of the API: each app says what it offers, here it becomes ``/api/v1/``."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from participation.api import ROUTES as PARTICIPATION
from projects.api import ROUTES as PROJECTS
from seminars.api import ROUTES as SEMINARS
from territories.api import ROUTES as TERRITORIES
from territories.instance.api_schema import ApiTrial, HouseApiRoot, docs, nothing_here

router = DefaultRouter()
router.include_format_suffixes = False
router.APIRootView = HouseApiRoot
for prefix, viewset, basename in [*TERRITORIES, *PROJECTS, *SEMINARS, *PARTICIPATION]:
    router.register(prefix, viewset, basename)

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", docs, name="api-docs"),
    path("docs/essayer/", ApiTrial.as_view(url_name="api-schema"), name="api-trial"),
    path("", include(router.urls)),
    # With its slash only: an address without it is still sent on to the one that has it.
    re_path(r"^.*/$", nothing_here),
]
