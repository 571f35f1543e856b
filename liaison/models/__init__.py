from .reception import ReceptionChange, ReceptionDay, RosterEntry, RosterException, RosterRule
from .station import Closure, OpeningHours, Station, StationDeputy, Weekday

__all__ = [
    "Closure",
    "OpeningHours",
    "ReceptionChange",
    "ReceptionDay",
    "RosterEntry",
    "RosterException",
    "RosterRule",
    "Station",
    "StationDeputy",
    "Weekday",
]
