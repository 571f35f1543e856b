"""The addresses of check-in, a part of `urls.py`."""

from django.urls import path

from .views import (
    check_in,
    check_in_offline,
    check_in_pairs,
    check_in_review,
    check_in_screen,
    roll_call,
)

urlpatterns = [
    path("my/check-in/", check_in.check_in_page, name="check-in"),
    path("my/check-in/<int:pk>/", check_in.check_in_done, name="check-in-done"),
    path(
        "desk/activities/<int:pk>/check-in/<int:sitting>/",
        check_in_screen.check_in_screen,
        name="check-in-screen",
    ),
    path("desk/activities/<int:pk>/check-ins/", check_in_review.check_ins, name="check-ins"),
    path("my/check-in/offline/", check_in_offline.shell, name="check-in-offline"),
    path("my/worker.js", check_in_offline.worker, name="check-in-worker"),
    path("desk/activities/<int:pk>/list/<int:sitting>/", roll_call.roll_call, name="roll-call"),
    path("desk/check-ins/together/", check_in_pairs.together, name="check-in-pairs"),
]
