"""Pages of participation, gathered from its concepts."""

from participation.ballots.urls import urlpatterns as ballots
from participation.clusters.urls import urlpatterns as clusters
from participation.consultations.urls import urlpatterns as consultations
from participation.debates.urls import urlpatterns as debates
from participation.demonstration.urls import urlpatterns as demonstration
from participation.papers.urls import urlpatterns as papers
from participation.proposals.urls import urlpatterns as proposals
from participation.reports.urls import urlpatterns as reports

app_name = "participation"
urlpatterns = [*consultations, *proposals, *debates, *ballots, *clusters, *papers, *reports, *demonstration]
