"""Every face of the site: public `/`, deputies `/my/`, the desk `/desk/`, the office `/office/`."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .health import healthz, readyz

to_sign_in = RedirectView.as_view(pattern_name="foundation:sign-in", query_string=True)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(
        "office/login/", RedirectView.as_view(pattern_name="foundation:sign-in", query_string=True)
    ),
    path("office/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("foundation.urls")),
    path("", include("performance.urls")),
    path("", include("scoring.urls")),
    path("", include("liaison.urls")),
    path("", include("cms.urls")),
]
if not settings.PRODUCTION:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns.append(path("", include(wagtail_urls)))
