"""The roster's addresses: a mandate's life, the terms."""

from django.urls import path

from .views import mandate_life

urlpatterns = [
    path("desk/deputies/<int:pk>/office/", mandate_life.mandate_page, name="mandate"),
    path(
        "desk/deputies/<int:pk>/office/particulars/",
        mandate_life.particulars,
        name="mandate-particulars",
    ),
    path(
        "desk/deputies/<int:pk>/office/<slug:verb>/", mandate_life.mandate_verb, name="mandate-verb"
    ),
    path(
        "desk/deputies/<int:pk>/office/<slug:verb>/<int:row>/",
        mandate_life.mandate_verb,
        name="mandate-verb",
    ),
]
