"""Addresses of the volume as a document, and of what is made of the same data beside it."""

from django.urls import path

from .views import volume

urlpatterns = [
    path("my/dossier/<int:pk>/volume/", volume.my_volume, name="my-volume"),
    path("desk/deputies/<int:pk>/volume/", volume.desk_volume, name="desk-volume"),
    path("verify/", volume.verify_any, name="verify-any"),
    path("verify/<slug:code>/", volume.verify, name="verify"),
]
