"""What a person waits for: the list, the page that watches one, and the file when it is ready."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import private_files
from ..background import may_fetch, note_fetched, start_again
from ..faces import works_at_desk
from ..models import Job

PER_PAGE = 20


def _enter(request, frame):
    if frame == "desk" and not works_at_desk(request.user):
        raise Http404
    return {"frame": frame, "frame_template": f"frames/{frame}.html"}


def _own(request, pk):
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)


def _list(request, frame):
    context = _enter(request, frame)
    jobs = Job.objects.visible_to(request.user)
    context["page_obj"] = Paginator(jobs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "foundation/jobs.html", context)


def _page(request, frame, pk):
    """How far it is. The part that changes is asked for again by itself until it is finished."""
    context = _enter(request, frame) | {"job": _own(request, pk), "now": timezone.now()}
    if request.htmx:
        return render(request, "foundation/_job.html", context)
    return render(request, "foundation/job.html", context)


def _again(request, frame, pk):
    _enter(request, frame)
    return redirect(f"foundation:{frame}-job", start_again(_own(request, pk)).pk)


def _file(request, frame, pk):
    _enter(request, frame)
    job = _own(request, pk)
    if job.state != Job.State.DONE or not may_fetch(job, request.user):
        raise Http404
    try:
        content = private_files.read(job.file)
    except FileNotFoundError as gone:
        raise Http404(_("This file is no longer kept.")) from gone
    note_fetched(job, request.user)
    return private_files.hand_out(content, job.file_name)


my_jobs = login_required(lambda request: _list(request, "my"))
my_job = login_required(lambda request, pk: _page(request, "my", pk))
my_job_again = require_POST(login_required(lambda request, pk: _again(request, "my", pk)))
my_job_file = login_required(lambda request, pk: _file(request, "my", pk))
desk_jobs = login_required(lambda request: _list(request, "desk"))
desk_job = login_required(lambda request, pk: _page(request, "desk", pk))
desk_job_again = require_POST(login_required(lambda request, pk: _again(request, "desk", pk)))
desk_job_file = login_required(lambda request, pk: _file(request, "desk", pk))
