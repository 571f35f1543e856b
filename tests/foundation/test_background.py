"""A person asks, a worker makes, the person fetches; and what happens when a worker dies."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from foundation import private_files
from foundation.background import resume_lapsed, run_job, start_again, start_job
from foundation.models import Job

from ..cast import login
from ..databases import copied_database
from . import jobs

State = Job.State


@pytest.fixture
def ask(cast, django_capture_on_commit_callbacks):
    def start(key="k", by=None, **params):
        with django_capture_on_commit_callbacks(execute=True):
            job = start_job("test", params, key=key, title="名册", by=by or cast.lin)
        job.refresh_from_db()
        return job

    return start


def test_lin_asks_and_the_same_unchanged_thing_is_made_once(ask, cast):
    before = len(jobs.made)
    first, again = ask(), ask()
    assert (first.state, first.done, first.total) == (State.DONE, 3, 3)
    assert again == first and len(jobs.made) == before + 1
    assert private_files.read(first.file) == b"a,b\n1,2\n"
    assert ask(key="changed") != first
    assert ask(by=cast.gao) != first


def test_a_file_gone_or_past_its_days_is_made_anew(ask):
    first = ask()
    private_files.discard(first.file)
    second = ask()
    assert second != first
    Job.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    third = ask()
    assert third != second
    assert not Job.objects.filter(pk__in=[first.pk, second.pk]).exists()


def test_a_failed_job_says_a_sentence_and_never_a_trace(ask, client, cast):
    refused, broken = ask(refuse=True), ask(key="b", **{"break": True})
    login(client, cast.lin)
    for job, words in [(refused, "nothing to make it from"), (broken, f"number {broken.pk}")]:
        assert job.state == State.FAILED
        page = client.get(reverse("foundation:my-job", args=[job.pk])).content.decode()
        assert words in page and "Try again" in page
        assert "secret path" not in page and "Traceback" not in page
    again = start_again(broken)
    assert (again.state, again.pk != broken.pk) == (State.WAITING, True)
    assert start_again(again) == again


def test_the_page_watches_the_job_and_stops_when_it_is_ready(client, cast, ask):
    job = ask()
    login(client, cast.lin)
    url = reverse("foundation:my-job", args=[job.pk])
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, done=2, total=5)
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "step 2 of 5" in part and 'hx-trigger="every 1s"' in part and "<html" not in part
    assert "http-equiv" in client.get(url).content.decode()
    assert client.get(reverse("foundation:my-job-file", args=[job.pk])).status_code == 404
    Job.objects.filter(pk=job.pk).update(state=State.DONE)
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "It is ready" in part and "hx-trigger" not in part
    answer = client.get(reverse("foundation:my-job-file", args=[job.pk]))
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer) == b"a,b\n1,2\n"


def test_a_person_without_the_right_any_more_gets_no_file(client, cast, ask, monkeypatch):
    from foundation import background

    job = ask()
    login(client, cast.lin)
    url = reverse("foundation:my-job-file", args=[job.pk])
    assert client.get(url).status_code == 200
    kind = background.JobKind("test", make=jobs.make, may_fetch=lambda user, params: False)
    monkeypatch.setitem(background._KINDS, "test", kind)
    assert client.get(url).status_code == 404
    assert ask(key="later").error == "You may not have this file any more."


def test_a_job_whose_worker_died_goes_on_and_is_given_up_after_three(cast, ask):
    job = ask()
    held = {"state": State.RUNNING, "runner": "dead", "attempts": 1, "file": ""}
    mine = Job.objects.filter(pk=job.pk)
    mine.update(**held, lease_until=timezone.now() + timedelta(minutes=1))
    assert resume_lapsed() == 0
    mine.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert resume_lapsed() == 1
    run_job.call(job.pk)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)
    mine.update(**{**held, "attempts": 3}, lease_until=timezone.now() - timedelta(seconds=1))
    assert resume_lapsed() == 0
    job.refresh_from_db()
    assert (job.state, "several times" in job.error) == (State.FAILED, True)


def test_a_worker_that_lost_its_job_leaves_no_file(cast, ask, monkeypatch):
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=State.WAITING, file="")

    def make(job, step):
        Job.objects.filter(pk=job.pk).update(runner="another")
        step(1, 3)

    from foundation import background

    kind = background.JobKind("test", make=make, may_fetch=lambda user, params: True)
    monkeypatch.setitem(background._KINDS, "test", kind)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.runner, job.file) == (State.RUNNING, "another", "")


def test_expired_files_are_purged(cast, capsys):
    old = jobs.finished(cast.lin, expires_at=timezone.now() - timedelta(minutes=1))
    kept = jobs.finished(cast.gao)
    call_command("purge_jobs")
    assert not Job.objects.filter(pk=old.pk).exists()
    assert not private_files.storage().exists(old.file)
    assert private_files.storage().exists(kept.file)


def test_readyz_tells_how_long_the_queue_is(client, cast, ask):
    assert client.get("/readyz").json()["queue"] == {
        "waiting": 0,
        "oldest_seconds": 0,
        "slow": False,
    }
    job = ask()
    earlier = timezone.now() - timedelta(minutes=20)
    Job.objects.filter(pk=job.pk).update(state=State.WAITING, asked_at=earlier)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["queue"]["slow"] is True


def test_the_queue_on_the_database_keeps_a_job_for_the_worker(cast, settings, ask):
    settings.TASKS = {**settings.TASKS, "background": settings.TASKS_DATABASE}
    job = ask()
    assert job.state == State.WAITING
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_a_worker_makes_what_waits_and_ends_with_the_process_that_started_it(
    tmp_path, django_db_blocker
):
    with django_db_blocker.unblock():
        url, drop = copied_database(f"work{os.getpid()}")
    environment = {**os.environ, "LUZHI_VAR": str(tmp_path), "DATABASE_URL": url}
    command = f"{sys.executable} manage.py work --parent $$ & echo $!; sleep 600"
    parent = subprocess.Popen(
        ["sh", "-c", command],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        pid = int(parent.stdout.readline())
        time.sleep(0.2)
        assert alive(pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        until = time.monotonic() + 30
        while alive(pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert not alive(pid)
    finally:
        os.killpg(parent.pid, signal.SIGKILL)
        with django_db_blocker.unblock():
            drop()


def alive(pid):
    """Is there a process of that number that has not ended?"""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"
