from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from .views import imports, jobs, people, session

app_name = "foundation"
urlpatterns = [
    path("sign-in/", session.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("after-sign-in/", session.after_sign_in, name="after-sign-in"),
    path("larger-text/", session.larger_text, name="larger-text"),
    path("language/", set_language, name="language"),
    path("account/password/", session.ChangePassword.as_view(), name="password-change"),
    path("my/", session.my_home, name="my"),
    path("desk/", session.desk_home, name="desk"),
    path("desk/import/", imports.imports, name="imports"),
    path("desk/import/<int:pk>/", imports.import_page, name="import"),
    path("desk/import/<int:pk>/columns/", imports.import_columns, name="import-columns"),
    path("desk/import/<int:pk>/decide/", imports.import_decide, name="import-decide"),
    path("desk/import/<int:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("desk/import/<int:pk>/again/", imports.import_again, name="import-again"),
    path("desk/import/<int:pk>/take-back/", imports.import_take_back, name="import-take-back"),
    path("desk/import/<int:pk>/checked.xlsx", imports.import_handback, name="import-handback"),
    path("desk/import/template/<slug:kind>.xlsx", imports.import_template, name="import-template"),
    path(
        "desk/import/export/<slug:kind>/<int:place>.<slug:suffix>",
        imports.import_export,
        name="import-export",
    ),
    path("desk/people/", people.people, name="people"),
    path("desk/people/add/", people.person_add, name="person-add"),
    path("desk/people/<int:pk>/", people.person, name="person"),
    path("desk/people/<int:pk>/posting/", people.posting_grant, name="posting-grant"),
    path("desk/people/<int:pk>/password/", people.person_password, name="person-password"),
    path("desk/postings/<int:pk>/end/", people.posting_end, name="posting-end"),
    # Files made in the background
    path("my/jobs/", jobs.my_jobs, name="my-jobs"),
    path("my/jobs/<int:pk>/", jobs.my_job, name="my-job"),
    path("my/jobs/<int:pk>/again/", jobs.my_job_again, name="my-job-again"),
    path("my/jobs/<int:pk>/file/", jobs.my_job_file, name="my-job-file"),
    path("desk/jobs/", jobs.desk_jobs, name="desk-jobs"),
    path("desk/jobs/<int:pk>/", jobs.desk_job, name="desk-job"),
    path("desk/jobs/<int:pk>/again/", jobs.desk_job_again, name="desk-job-again"),
    path("desk/jobs/<int:pk>/file/", jobs.desk_job_file, name="desk-job-file"),
]
