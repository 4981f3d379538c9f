"""Pages of seminars, gathered from its concepts."""

from django.urls import path

from seminars.events.views import EventList, EventPage, give_back, take_part
from seminars.library.views import PublicationList, PublicationPage

app_name = "seminars"
urlpatterns = [
    path("evenements/", EventList.as_view(), name="events"),
    path("evenements/<slug:slug>/", EventPage.as_view(), name="event"),
    path("evenements/<slug:slug>/inscription/", take_part, name="register"),
    path("evenements/<slug:slug>/annuler/", give_back, name="cancel"),
    path("bibliotheque/", PublicationList.as_view(), name="publications"),
    path("bibliotheque/<slug:slug>/", PublicationPage.as_view(), name="publication"),
]
