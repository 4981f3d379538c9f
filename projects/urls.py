"""Pages of projects, gathered from its concepts."""

from django.urls import path

from projects.calls.views import CallList, CallPage
from projects.funding.views import funding_kinds
from projects.portfolio.views import ProjectList, ProjectPage, set_follow

app_name = "projects"
urlpatterns = [
    path("projets/", ProjectList.as_view(), name="projects"),
    path("projets/<slug:slug>/", ProjectPage.as_view(), name="project"),
    path("projets/<slug:slug>/suivre/", set_follow, name="follow"),
    path("appels/", CallList.as_view(), name="calls"),
    path("appels/<slug:slug>/", CallPage.as_view(), name="call"),
    path("financements/", funding_kinds, name="funding-kinds"),
]
