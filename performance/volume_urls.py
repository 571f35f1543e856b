"""Addresses of the volume as a document, and of what is made of the same data beside it."""

from django.urls import path

from .views import awards, months, registers, volume

urlpatterns = [
    path("my/dossier/<int:pk>/volume/", volume.my_volume, name="my-volume"),
    path("desk/deputies/<int:pk>/volume/", volume.desk_volume, name="desk-volume"),
    path("verify/", volume.verify_any, name="verify-any"),
    path("verify/<slug:code>/", volume.verify, name="verify"),
    path("desk/months/", months.months, name="months"),
    path("desk/months.xlsx", months.months_xlsx, name="months-xlsx"),
    path("desk/registers/", registers.registers, name="registers"),
    path("desk/registers/<slug:code>/", registers.register_page, name="register"),
    path("desk/registers/<slug:code>.pdf", registers.register_pdf, name="register-pdf"),
    path("desk/registers/<slug:code>.xlsx", registers.register_xlsx, name="register-xlsx"),
    path("desk/deputies/<int:pk>/awards/new/", awards.award_new, name="award-new"),
]
