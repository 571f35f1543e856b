"""The looser content policy of the office, kept to the office."""

from django.conf import settings


class OfficePolicyMiddleware:
    """Below /office/ Wagtail's own screens carry inline scripts; everywhere else stays strict."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/office/"):
            response._csp_replace = settings.OFFICE_POLICY
        return response
