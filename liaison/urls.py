from django.urls import path

from .views import public, rosters, stations

app_name = "liaison"
urlpatterns = [
    path("s/<slug:token>/", public.code, name="code"),
    path("stations/<slug:slug>/code.svg", public.code_picture, name="code-picture"),
    path("stations/<slug:slug>/reception-days.ics", public.calendar, name="calendar"),
    path("desk/stations/", stations.station_list, name="stations"),
    path("desk/stations/new/<slug:congress>/", stations.new_station, name="station-new"),
    path("desk/stations/<int:pk>/", stations.station, name="station"),
    path("desk/stations/<int:pk>/facts/", stations.edit_station, name="station-edit"),
    path("desk/stations/<int:pk>/hours/", stations.opening_hours, name="hours"),
    path("desk/stations/<int:pk>/closures/", stations.closures, name="closures"),
    path(
        "desk/stations/<int:pk>/closures/<int:closure>/remove/",
        stations.remove_closure,
        name="closure-remove",
    ),
    path("desk/stations/<int:pk>/deputies/", stations.deputies, name="deputies"),
    path(
        "desk/stations/<int:pk>/deputies/<int:service>/end/",
        stations.stop_service,
        name="service-end",
    ),
    path("desk/stations/<int:pk>/poster/", stations.poster, name="poster"),
    path("desk/stations/<int:pk>/poster/new-code/", stations.new_code, name="code-new"),
    path("desk/stations/<int:pk>/rules/new/", rosters.rule, name="rule-new"),
    path("desk/stations/<int:pk>/rules/<int:rule>/", rosters.rule, name="rule"),
    path("desk/stations/<int:pk>/roster/", rosters.roster, name="roster"),
    path("desk/stations/<int:pk>/roster/generate/", rosters.generate, name="roster-generate"),
    path("desk/stations/<int:pk>/roster/assign/", rosters.assign, name="roster-assign"),
    path(
        "desk/stations/<int:pk>/roster/announce/", rosters.announce_period, name="roster-announce"
    ),
    path("desk/stations/receptions/<int:pk>/", rosters.reception, name="reception"),
    path("desk/stations/receptions/<int:pk>/duty/", rosters.set_duty, name="reception-duty"),
    path(
        "desk/stations/receptions/<int:pk>/announce/",
        rosters.announce_day,
        name="reception-announce",
    ),
    path("desk/stations/receptions/<int:pk>/move/", rosters.move_day, name="reception-move"),
    path("desk/stations/receptions/<int:pk>/cancel/", rosters.cancel_day, name="reception-cancel"),
    path("desk/stations/receptions/<int:pk>/held/", rosters.hold_day, name="reception-held"),
]
