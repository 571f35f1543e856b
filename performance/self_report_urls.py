"""Where self-reports, linked households and the desk's entries for several deputies are."""

from django.urls import path

from .views import desk_entries, households, own

urlpatterns = [
    path("my/log/", own.log_duty, name="log-duty"),
    path("my/log/<int:pk>/", own.log_again, name="log-again"),
    path("my/log/<int:pk>/take-back/", own.withdraw_own, name="log-take-back"),
    path("my/log/<slug:duty>/", own.log_form, name="log-form"),
    path("my/households/", households.my_households, name="my-households"),
    path("my/households/<int:pk>/rename/", households.household_rename, name="household-rename"),
    path("my/households/<int:pk>/close/", households.household_close, name="household-close"),
    path("desk/households/", households.desk_households, name="desk-households"),
    path("desk/log/", desk_entries.desk_log, name="desk-log"),
    path("desk/log/entries/", desk_entries.desk_entries, name="desk-entries-made"),
    path("desk/log/<uuid:key>/", desk_entries.desk_entry, name="desk-entry"),
    path("desk/log/<uuid:key>/again/", desk_entries.desk_entry_again, name="desk-entry-again"),
]
