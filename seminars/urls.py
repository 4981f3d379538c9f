"""Pages of seminars, gathered from its concepts."""

app_name = "seminars"
urlpatterns = []
