from django.urls import path

from .views import duty_reports, search

app_name = "cms"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("duty-reports/", duty_reports.report_list, name="duty-reports"),
    path("duty-reports/<int:pk>/", duty_reports.report_page, name="duty-report"),
]
