"""Pages of participation, gathered from its concepts."""

app_name = "participation"
urlpatterns = []
