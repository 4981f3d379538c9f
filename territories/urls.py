"""Pages of territories, gathered from its concepts."""

app_name = "territories"
urlpatterns = []
