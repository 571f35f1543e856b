"""The scenes of the studio: a manuscript of the county's measure, a draft shown to people."""

from datetime import timedelta

from django.utils import timezone

from scoring.services.manuscripts import begin_manuscript
from scoring.services.publicity import open_to_comments, record_comment
from scoring.studio.starting import shipped_text

from .stage import draft

COUNTY = shipped_text("demo-county")


def manuscript(cast, text=COUNTY, key="m1"):
    """On Clerk Gao's table."""
    return begin_manuscript(cast.county, by=cast.gao, key=key, title="县办法", text=text)


def opened(cast):
    """Gao's draft, open to comments since yesterday."""
    today = timezone.localdate()
    return open_to_comments(
        draft(cast),
        by=cast.gao,
        first_day=today - timedelta(days=1),
        last_day=today + timedelta(days=5),
    )


def comment(cast):
    """A deputy wrote in."""
    return record_comment(
        opened(cast),
        by=cast.gao,
        key="c1",
        sender="东岭镇代表小组",
        received_on=timezone.localdate(),
        words="走访每次两分偏低。",
    )
