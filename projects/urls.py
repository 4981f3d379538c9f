"""Pages of projects, gathered from its concepts."""

app_name = "projects"
urlpatterns = []
