from django.urls import path

from .studio.urls import studio_urls
from .views import (
    decisions,
    edition_papers,
    editions,
    fairness,
    my,
    objections,
    past,
    periods,
    rankings,
    review_cases,
    reviews,
    schemes,
    second_looks,
    whatif,
)

app_name = "scoring"
urlpatterns = [
    path("my/points/", my.points, name="my-points"),
    path("my/points/<int:pk>/", my.card, name="my-card"),
    path("my/points/editions/<int:pk>/", my.edition_row, name="my-edition-row"),
    path("my/points/measures/<int:pk>/", my.measure, name="my-measure"),
    path("desk/rankings/", rankings.overview, name="rankings"),
    path("desk/rankings/cards/<int:pk>/", rankings.card, name="card"),
    path("desk/rankings/rows/<int:pk>/", editions.row, name="edition-row"),
    path("desk/rankings/periods/new/", periods.new, name="period-new"),
    path("desk/rankings/periods/<int:pk>/", periods.page, name="period"),
    path("desk/rankings/periods/<int:pk>/live/", rankings.live, name="ranking"),
    path("desk/rankings/periods/<int:pk>/live.xlsx", rankings.live_sheet, name="ranking-sheet"),
    path("desk/rankings/periods/<int:pk>/recompute/", periods.recompute, name="period-recompute"),
    path("desk/rankings/periods/<int:pk>/draw/", editions.draw, name="edition-draw"),
    path("desk/rankings/editions/<int:pk>/", editions.page, name="edition"),
    path("desk/rankings/editions/<int:pk>/publish/", editions.publish, name="edition-publish"),
    path("desk/rankings/editions/<int:pk>/changes/", editions.changes, name="edition-changes"),
    path("desk/rankings/editions/<int:pk>/print/", editions.paper, name="edition-print"),
    path("desk/rankings/editions/<int:pk>/edition.xlsx", editions.sheet, name="edition-sheet"),
    # Decisions over results
    path("desk/rankings/rows/<int:pk>/decide/", decisions.over_row, name="decision-row"),
    path("desk/rankings/editions/<int:pk>/decide/", decisions.over_list, name="decision-list"),
    path("desk/rankings/decisions/<int:pk>/confirm/", decisions.confirm, name="decision-confirm"),
    path(
        "desk/rankings/decisions/<int:pk>/withdraw/", decisions.withdraw, name="decision-withdraw"
    ),
    # Objections
    path("my/points/<int:pk>/object/", objections.file, name="objection-file"),
    path("my/objections/", objections.mine, name="my-objections"),
    path("my/objections/<int:pk>/", objections.my_page, name="my-objection"),
    path("my/objections/<int:pk>/take-back/", objections.take_back, name="objection-take-back"),
    path("desk/objections/", objections.listing, name="objections"),
    path("desk/objections/rule/", objections.rule, name="objection-rule"),
    path("desk/objections/<int:pk>/", objections.page, name="objection"),
    # Earlier results
    path("desk/rankings/past/", past.page, name="past"),
    path("desk/rankings/past/new/", past.new, name="past-new"),
    path("desk/rankings/past/confirm/", past.confirm, name="past-confirm"),
    path("desk/rankings/past/<int:pk>/withdraw/", past.withdraw, name="past-withdraw"),
    path("desk/rankings/past/records-from/", past.records_from, name="records-from"),
    path(
        "desk/rankings/past/records-from/<int:pk>/confirm/",
        past.records_from_confirm,
        name="records-from-confirm",
    ),
    # Editions as documents
    path("desk/rankings/editions/<int:pk>/paper/", edition_papers.ask_paper, name="edition-paper"),
    path(
        "desk/rankings/editions/<int:pk>/compare/", edition_papers.compare, name="edition-compare"
    ),
    path("verify-edition/", edition_papers.verify_any, name="verify-any-edition"),
    path("verify-edition/<slug:code>/", edition_papers.verify, name="verify-edition"),
    # Reappointment reviews
    path("desk/reviews/", reviews.listing, name="reviews"),
    path("desk/reviews/new/", reviews.new, name="review-new"),
    path("desk/reviews/<int:pk>/", reviews.page, name="review"),
    path("desk/reviews/<int:pk>/figures/", reviews.figures, name="review-figures"),
    path("desk/reviews/<int:pk>/advance/", reviews.advance, name="review-advance"),
    path("desk/reviews/<int:pk>/packet/", reviews.packet, name="review-packet"),
    path("desk/reviews/<int:pk>/accesses/", reviews.accesses, name="review-accesses"),
    path("desk/reviews/cases/<int:pk>/", review_cases.page, name="review-case"),
    path("desk/reviews/cases/<int:pk>/note/", review_cases.note, name="review-note"),
    path("desk/reviews/cases/<int:pk>/opinion/", review_cases.opinion, name="review-opinion"),
    path(
        "desk/reviews/cases/<int:pk>/conclusion/", review_cases.conclusion, name="review-conclusion"
    ),
    path("desk/reviews/cases/<int:pk>/again/", review_cases.again, name="review-again"),
    path("desk/reviews/cases/<int:pk>/decision/", review_cases.decision, name="review-decision"),
    path("desk/reviews/conclusions/<int:pk>/confirm/", review_cases.confirm, name="review-confirm"),
    path("desk/measures/", schemes.listing, name="schemes"),
    path("desk/measures/new/", schemes.new, name="scheme-new"),
    path("desk/measures/<int:pk>/", schemes.page, name="scheme"),
    path("desk/measures/versions/<int:pk>/", schemes.version, name="scheme-version"),
    path("desk/measures/versions/<int:pk>/text/", schemes.text, name="scheme-text"),
    path("desk/measures/versions/<int:pk>/edit/", schemes.edit, name="scheme-edit"),
    path("desk/measures/versions/<int:pk>/effect/", schemes.effect, name="scheme-effect"),
    path("desk/measures/versions/<int:pk>/publish/", schemes.publish, name="scheme-publish"),
    # Fair and honest
    path("my/points/method/", fairness.my_method, name="my-method"),
    path("desk/rankings/method/", fairness.method, name="method"),
    path("desk/rankings/editions/<int:pk>/fairness/", fairness.edition, name="edition-fairness"),
    path("desk/rankings/periods/<int:pk>/fairness/", fairness.live, name="fairness"),
    path("desk/rankings/periods/<int:pk>/looks/", second_looks.listing, name="second-looks"),
    path(
        "desk/rankings/periods/<int:pk>/looks/<int:mandate>/",
        second_looks.deputy,
        name="second-look",
    ),
    path("desk/rankings/periods/<int:pk>/ranks/", fairness.ranks_for_deputies, name="period-ranks"),
    # What-if
    path("desk/measures/versions/<int:pk>/what-if/", whatif.page, name="what-if"),
    path(
        "desk/measures/versions/<int:pk>/what-if/address/",
        whatif.address,
        name="what-if-address",
    ),
    path("desk/measures/versions/<int:pk>/what-if/draft/", whatif.draft, name="what-if-draft"),
    *studio_urls,
]
