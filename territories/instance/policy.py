"""Two content security policies: none of the framework's exceptions reach public pages."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import reverse


class HousePolicyMiddleware(CSPMiddleware):
    """Send the strict policy with public pages and the admin's own with the admin, whose Alpine evaluates."""

    def get_policy_parts(self, request, response, report_only=False):
        if request.path_info.startswith(reverse("admin:index")) and not report_only:
            return PolicyParts(config=settings.ADMIN_CONTENT_SECURITY_POLICY)
        return super().get_policy_parts(request, response, report_only)
