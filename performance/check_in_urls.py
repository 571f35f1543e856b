"""The addresses of check-in, a part of `urls.py`."""

from django.urls import path

from .views import check_in, check_in_review, check_in_screen

urlpatterns = [
    path("my/check-in/", check_in.check_in_page, name="check-in"),
    path("my/check-in/<int:pk>/", check_in.check_in_done, name="check-in-done"),
    path(
        "desk/activities/<int:pk>/check-in/<int:sitting>/",
        check_in_screen.check_in_screen,
        name="check-in-screen",
    ),
    path("desk/activities/<int:pk>/check-ins/", check_in_review.check_ins, name="check-ins"),
]
