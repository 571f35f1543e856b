"""The roster's addresses: a mandate's life, the terms."""

from django.urls import path

from .views import code_cards, mandate_life, newcomers, terms

urlpatterns = [
    path("desk/deputies/new/", newcomers.mandate_new, name="mandate-new"),
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
    path("desk/deputies/cards/", code_cards.code_cards, name="code-cards"),
    path("desk/terms/", terms.term_list, name="terms"),
    path("desk/terms/<int:pk>/", terms.term_page, name="term"),
    path("desk/terms/<int:pk>/carry-over/", terms.term_carry, name="term-carry"),
    path("desk/terms/<int:pk>/close/", terms.term_close, name="term-close"),
]
