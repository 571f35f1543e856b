from .home import HomePage
from .notices import NoticeIndexPage, NoticePage
from .schedules import ScheduleIndexPage, SchedulePage
from .stations import StationIndexPage, StationPage

__all__ = [
    "HomePage",
    "NoticeIndexPage",
    "NoticePage",
    "ScheduleIndexPage",
    "SchedulePage",
    "StationIndexPage",
    "StationPage",
]
