"""Addresses of the volume as a document, and of what is made of the same data beside it."""

from django.urls import path

from .views import months, volume

urlpatterns = [
    path("my/dossier/<int:pk>/volume/", volume.my_volume, name="my-volume"),
    path("desk/deputies/<int:pk>/volume/", volume.desk_volume, name="desk-volume"),
    path("verify/", volume.verify_any, name="verify-any"),
    path("verify/<slug:code>/", volume.verify, name="verify"),
    path("desk/months/", months.months, name="months"),
    path("desk/months.xlsx", months.months_xlsx, name="months-xlsx"),
]
