"""The volume as PDF: how long it takes and how much memory, as the worker makes it.

Each size runs in a process of its own (`python -m bench.volume RECORDS OUT`), because the most
memory a process ever held is only told for the whole process.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

SIZES = (300, 3_000)


def volumes(sizes=SIZES):
    """Records → seconds from asked to ready, peak memory, pages, bytes."""
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "found.json")
            command = [sys.executable, "-m", "bench.volume", str(size), str(out)]
            subprocess.run(command, check=True, env=os.environ)  # noqa: S603 - our own command line
            found[str(size)] = json.loads(out.read_text())
    return found


def measure(size):
    """Make the volume of one deputy with that many confirmed records, through the job itself."""
    import django

    django.setup()
    from django.utils import translation

    from foundation import private_files
    from foundation.background import run_job, start_job
    from foundation.models import Job
    from performance.models import Mandate

    from .data import make_congress, make_people

    gao, _tang = make_people()
    congress = make_congress(f"volume{size}", 1, delegations=1)
    mandate = Mandate.objects.get(congress=congress)
    _fill(mandate, size)
    with translation.override("zh-hans"):
        params = {"mandate": mandate.pk, "year": None}
        job = start_job("volume-pdf", params, key=f"bench {size}", title="bench", by=gao)
    started = time.perf_counter()
    run_job.call(job.pk)
    seconds = time.perf_counter() - started
    job = Job.objects.get(pk=job.pk)
    if job.state != Job.State.DONE:
        raise RuntimeError(job.error)
    private_files.discard(job.file)
    return {"seconds": seconds, "peak_mb": _peak_mb(), "pages": job.total, "bytes": job.size}


def _peak_mb():
    """The most this very program held; getrusage would count the one that started it too."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def _fill(mandate, size):
    from django.db import transaction

    from performance.models import DutyKind, DutyRecord
    from performance.services.records import confirm_records, submit_records

    from .data import make_people

    gao, tang = make_people()
    kinds = list(DutyKind.objects.of(mandate.congress))
    records = [
        DutyRecord(
            mandate=mandate,
            congress=mandate.congress,
            kind=kinds[number % len(kinds)],
            on=mandate.starts_on + timedelta(days=number % 900),
            title=f"走访东岭村第{number}组群众，了解饮水安全与道路硬化情况",
            place="东岭村村民委员会",
            source=f"bench:{number}",
        )
        for number in range(size)
    ]
    today = date.today()
    records = [record for record in records if record.on <= today]
    with transaction.atomic():
        confirm_records(submit_records(records, by=tang), by=gao)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(measure(int(sys.argv[1]))))
