"""Long work done behind the page (后台任务): a person asks, a worker makes, the person fetches.

    register_job_kind(JobKind("volume-pdf", make=make_volume_pdf, may_fetch=may_fetch_volume))
    job = start_job("volume-pdf", {"mandate": 7}, key=digest, title=…, by=user, back=path)

`make(job, step)` returns `Made(content, file_name)`; it calls `step(done, total)` often, which
shows how far it is and says that the worker lives. It raises `JobFailed` with a sentence for the
person waiting. Whatever else goes wrong is logged, and the person reads that it went wrong.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from . import private_files
from .models import Job

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=3)
WAITS_AT_MOST = timedelta(minutes=10)  # then it is handed to a worker once more
ATTEMPTS = 3
KEPT = timedelta(days=7)
FOLDER = "jobs"
_KINDS = {}


class JobFailed(Exception):
    """It cannot be made; the message is a sentence for the person waiting."""


class LeaseLost(Exception):
    """Another worker took over; this one stops quietly."""


@dataclass(frozen=True)
class Made:
    """What came of a job: the bytes and the name they are downloaded under."""

    content: bytes
    file_name: str


@dataclass(frozen=True)
class JobKind:
    """One kind of long work. `may_fetch(user, params)` is asked again at every download;
    `fetched(user, params, file_name)`, where there is one, is told of every download."""

    code: str
    make: Callable
    may_fetch: Callable
    fetched: Callable | None = None


def register_job_kind(kind):
    """Announce a kind of job; every room does so when it starts."""
    _KINDS[kind.code] = kind


def may_fetch(job, user):
    """May this person still have this file?"""
    kind = _KINDS.get(job.kind)
    return job.asked_by_id == user.pk and kind is not None and kind.may_fetch(user, job.params)


def note_fetched(job, user):
    """Tell the kind that its file is handed to this person now."""
    kind = _KINDS[job.kind]
    if kind.fetched:
        kind.fetched(user, job.params, job.file_name)


def start_job(code, params, *, key, title, by, back="", language=""):
    """Have it made once this transaction is through; the same unchanged thing is not made twice."""
    now = timezone.now()
    wanted = Job.objects.filter(kind=code, asked_by=by, content_key=key)
    found = wanted.alive(now).first()
    if found and (found.open or private_files.storage().exists(found.file)):
        return found
    let_go(wanted.filter(state=Job.State.DONE))
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=code,
                params=params,
                content_key=key,
                title=title[:200],
                language=language or translation.get_language() or "zh-hans",
                asked_by=by,
                back=back[:300],
                lease_until=now + WAITS_AT_MOST,
            )
    except IntegrityError:  # the second of two clicks
        return wanted.alive(now).get()
    _hand_to_worker(job)
    return job


def start_again(job):
    """Have a failed one made after all; anything else is left as it is. The job to wait for."""
    if job.state != Job.State.FAILED:
        return job
    return start_job(
        job.kind,
        job.params,
        key=job.content_key,
        title=job.title,
        by=job.asked_by,
        back=job.back,
        language=job.language,
    )


def _hand_to_worker(job):
    transaction.on_commit(lambda: run_job.enqueue(job.pk))


@task(backend="background")
def run_job(pk):
    """What a worker does with a job; running it twice makes it once."""
    runner = secrets.token_hex(8)
    now = timezone.now()
    mine = Job.objects.filter(pk=pk, runner=runner, state=Job.State.RUNNING)
    taken = Job.objects.filter(pk=pk, state=Job.State.WAITING).update(
        state=Job.State.RUNNING,
        runner=runner,
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
        done=0,
        total=0,
    )
    if not taken:
        return
    job = Job.objects.select_related("asked_by").get(pk=pk)

    def step(done, total):
        if not mine.update(done=done, total=total, lease_until=timezone.now() + LEASE):
            raise LeaseLost

    try:
        with translation.override(job.language):
            kind = _KINDS.get(job.kind)
            if kind is None or not job.asked_by.is_active or not may_fetch(job, job.asked_by):
                raise JobFailed(_("You may not have this file any more."))
            made = kind.make(job, step)
    except LeaseLost:
        logger.warning("Background job %s went on with another worker", pk)
    except JobFailed as failure:
        _fail(mine, str(failure))
    except Exception:  # the person waiting must learn of anything that goes wrong
        logger.exception("Background job %s failed", pk)
        with translation.override(job.language):
            sentence = _(
                "The file could not be made. Try again; if it fails again, tell the site's"
                " operator the number %(number)s."
            ) % {"number": pk}
        _fail(mine, sentence)
    else:
        _finish(mine, made)


def _fail(mine, sentence):
    mine.update(state=Job.State.FAILED, error=sentence[:300], finished_at=timezone.now())


def _finish(mine, made):
    suffix = "." + made.file_name.rpartition(".")[2]
    name = private_files.keep(made.content, FOLDER, suffix)
    now = timezone.now()
    kept = mine.update(
        state=Job.State.DONE,
        done=F("total"),
        file=name,
        file_name=made.file_name[:200],
        size=len(made.content),
        finished_at=now,
        expires_at=now + KEPT,
    )
    if not kept:
        private_files.discard(name)


def resume_lapsed():
    """Hand what a dead worker left behind to a living one; give up after a few attempts."""
    now = timezone.now()
    resumed = 0
    for job in Job.objects.lapsed(now):
        as_it_was = Job.objects.filter(pk=job.pk, state=job.state, runner=job.runner).lapsed(now)
        if job.attempts >= ATTEMPTS:
            with translation.override(job.language):
                sentence = _("The worker stopped in the middle of it several times.")
            as_it_was.update(state=Job.State.FAILED, error=sentence, finished_at=now)
        elif as_it_was.update(state=Job.State.WAITING, runner="", lease_until=now + WAITS_AT_MOST):
            _hand_to_worker(job)
            resumed += 1
    return resumed


def let_go(jobs):
    """Remove these finished jobs and their files; the number removed."""
    count = 0
    for job in jobs:
        private_files.discard(job.file)
        job.delete()
        count += 1
    return count
