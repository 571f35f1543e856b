"""Two phones of one deputy, and many presses, in the same instant. Run on its own database.

Prints how many check-ins there are afterwards and what each of the writers was told.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
WRITERS = 6


def main():
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from performance.check_in_codes import read_code, screen_code, step_at
    from performance.models import Attendance, CheckIn, DutyKind, Sitting
    from performance.services.activities import create_activity, publish_activity
    from performance.services.check_in import check_in
    from tests.cast import build_cast

    cast = build_cast()
    now = timezone.now()
    activity = create_activity(
        cast.county,
        term=cast.term,
        kind=DutyKind.objects.get(catalogue="zhushan", code="meeting"),
        occasion="plenary",
        title="第五次会议",
        sittings=[(timezone.localdate(now) + timedelta(days=1), "morning")],
        by=cast.gao,
    )
    publish_activity(activity, by=cast.gao)
    key = activity.sittings.get().pk
    Sitting.objects.filter(pk=key).update(on=timezone.localdate(now))
    signed = read_code(settings.SECRET_KEY, screen_code(settings.SECRET_KEY, key, step_at(now)))
    start, told = Barrier(WRITERS), []

    def press(number):
        try:
            sitting = Sitting.objects.select_related("activity__congress").get(pk=key)
            start.wait()
            phone = f"{number % 2:032x}"
            row = check_in(sitting, signed, by=cast.lin, seen_at=now, device=phone, nonce=phone)
            told.append(row.pk)
        except Exception as error:
            told.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=press, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = Attendance.objects.filter(mandate=cast.lin_mandate, sitting=key).count()
    print(json.dumps({"rows": CheckIn.objects.count(), "told": told, "lines": lines}))


if __name__ == "__main__":
    main()
