"""Addresses of the studio and of the publicity; part of the room's own."""

from django.urls import path

from ..views import publicity, scheme_reading, studio, studio_clauses, studio_examples, studio_forms

studio_urls = [
    path("desk/measures/studio/new/", studio.begin, name="studio-begin"),
    path("desk/measures/studio/<int:pk>/", studio.workbench, name="studio"),
    path("desk/measures/studio/<int:pk>/check/", studio.check, name="studio-check"),
    path("desk/measures/studio/<int:pk>/save/", studio.save, name="studio-save"),
    path("desk/measures/studio/<int:pk>/hand-in/", studio.submit, name="studio-hand-in"),
    path("desk/measures/studio/<int:pk>/put-away/", studio.clear, name="studio-put-away"),
    path("desk/measures/studio/<int:pk>/effect/", studio.effect, name="studio-effect"),
    path("desk/measures/studio/<int:pk>/states/", studio.history, name="studio-states"),
    path("desk/measures/studio/<int:pk>/clauses/", studio_clauses.clauses, name="studio-clauses"),
    path(
        "desk/measures/studio/<int:pk>/switches/", studio_examples.switches, name="studio-switches"
    ),
    path(
        "desk/measures/studio/<int:pk>/examples/", studio_examples.examples, name="studio-examples"
    ),
    path(
        "desk/measures/studio/<int:pk>/examples/<slug:at>/",
        studio_examples.example,
        name="studio-example",
    ),
    path("desk/measures/studio/<int:pk>/parts/<slug:key>/", studio_forms.entry, name="studio-part"),
    path(
        "desk/measures/studio/<int:pk>/parts/<slug:key>/<slug:at>/",
        studio_forms.entry,
        name="studio-entry",
    ),
    path(
        "desk/measures/studio/<int:pk>/parts/<slug:key>/<slug:at>/arrange/",
        studio_forms.arrange,
        name="studio-arrange",
    ),
    path("desk/measures/versions/<int:pk>/publicity/", publicity.page, name="scheme-publicity"),
    path("desk/measures/versions/<int:pk>/take-back/", publicity.back, name="scheme-take-back"),
    path("desk/measures/comments/<int:pk>/answer/", publicity.answer, name="scheme-answer"),
    path(
        "desk/measures/versions/<int:pk>/difference/",
        scheme_reading.difference,
        name="scheme-difference",
    ),
    path("my/points/measures/<int:pk>/paper/", scheme_reading.paper, name="measure-paper"),
]
