from django.urls import path

from .views import search

app_name = "cms"
urlpatterns = [path("search/", search.search, name="search")]
