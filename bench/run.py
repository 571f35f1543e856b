"""One database's measurements, in a process of its own: `bench.run OUT PARTS [--quick]`."""

import json
import os
import platform
import sys
from pathlib import Path

import django

STOCK_ROWS = 500  # of the file; it goes row by row, so a part tells its speed


def main(out, parts, quick):
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    found = {"about": about(connection)}
    chosen = parts.split(",")
    size = {
        "imports": measure_imports,
        "scoring": measure_scoring,
        "pages": measure_pages,
        "volume": measure_volume,
        "sensitivity": measure_sensitivity,
        "queue": measure_queue,
    }
    for part in chosen:
        print(f"  {part}", flush=True)
        found.update(size[part](quick))
        Path(out).write_text(json.dumps(found))


def about(connection):
    """What was measured on: enough to judge the figures by, nothing that names the machine."""
    with connection.cursor() as cursor:
        sql = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
        cursor.execute(sql)
        version = cursor.fetchone()[0]
    load = os.getloadavg()
    return {
        "database": f"{connection.display_name} {version}",
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": round(load[1], 1),
    }


def measure_imports(quick):
    from . import data, importing

    congress = data.make_congress("register", importing.DEPUTIES)
    found = {}
    sizes = {500: 1} if quick else {10_000: 5, 100_000: 3}
    for rows, rounds in sizes.items():
        stock_rows = STOCK_ROWS if rows <= 10_000 else 0
        timed = importing.imports(congress, rows, rounds, stock_rows=stock_rows)
        found[f"imports {rows}"] = plain(timed)
    found["stock rows"] = STOCK_ROWS
    return found


def measure_scoring(quick):
    from scoring.services.cards import recompute_cards

    from . import data, scoring, whatif

    large = data.make_congress("large", 275 if quick else 5_500)
    small = data.make_congress("small", 25 if quick else 500)
    counted = data.make_year(large)
    data.make_year(small)
    refresh_statistics()
    periods = {place.code: scoring.period_of(place) for place in (large, small)}
    found = {"records": counted, "deputies": large.mandates.count()}
    found["scoring"] = plain(scoring.full_scoring(large, periods["large"], 1 if quick else 5))
    recompute_cards(periods["small"])
    both = {"500 deputies": small, "5500 deputies": large}
    found["what-if"] = whatif.what_ifs(periods["large"], 1 if quick else 5)
    found["confirmation"] = plain(scoring.one_confirmation(both, 5 if quick else 25))
    return found


def measure_pages(quick):
    from . import pages

    return {"pages": pages.pages(3 if quick else 15)}


def measure_volume(quick):
    from . import volume

    return {"volume": volume.volumes((300,) if quick else volume.SIZES)}


def measure_sensitivity(quick):
    from performance.models import Congress

    from . import data, scoring, sensitivity

    large = Congress.objects.filter(code="large").first()
    if large is None:  # asked for alone
        large = data.make_congress("large", 275 if quick else 5_500)
        data.make_year(large)
        refresh_statistics()
    period = large.scoring_periods.first() or scoring.period_of(large)
    timed, ranked = sensitivity.sensitivity(period, 1 if quick else 5)
    return {"sensitivity": plain(timed), "ranked": ranked}


def measure_queue(quick):
    from . import queue

    rounds = 3 if quick else 15
    sizes = [100, 1_000 if quick else 10_000]
    return {
        "queue": queue.queue(sizes, rounds),
        "like photos": queue.like_photos(5_000 if quick else 100_000, rounds),
    }


def refresh_statistics():
    """As a site that has been running for a while has them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plain(timed):
    return {name: one.plain() for name, one in timed.items()}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "--quick" in sys.argv)
