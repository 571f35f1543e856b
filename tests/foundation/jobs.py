"""Jobs for tests: a kind that makes a short text, once announced for every test."""

from datetime import timedelta

from django.utils import timezone

from foundation import private_files
from foundation.background import JobFailed, JobKind, Made, register_job_kind
from foundation.models import Job

made = []  # what was made, in order


def make(job, step):
    for number in range(1, 4):
        step(number, 3)
    if job.params.get("refuse"):
        raise JobFailed("There is nothing to make it from.")
    if job.params.get("break"):
        raise RuntimeError("secret path /srv/x")
    made.append(job.pk)
    return Made(b"a,b\n1,2\n", "名册.csv")


register_job_kind(JobKind("test", make=make, may_fetch=lambda user, params: user.is_active))


def finished(user, **changes):
    """A job of this person that is done, its file kept."""
    now = timezone.now()
    values = {
        "kind": "test",
        "title": "名册",
        "content_key": "k",
        "language": "en",
        "asked_by": user,
        "state": Job.State.DONE,
        "lease_until": now,
        "file": private_files.keep(b"a,b\n", "jobs", ".csv"),
        "file_name": "名册.csv",
        "size": 4,
        "expires_at": now + timedelta(days=7),
    }
    return Job.objects.create(**{**values, **changes})
