"""A record and its proof: add a photo, take one out, confirm, take back, answer a question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ..confirm_forms import AnswerForm, DropForm, EvidenceForm
from ..forms import ReasonForm
from ..models import DutyRecord, Evidence, PhotoPair
from ..permissions import can_add_evidence, can_drop_evidence, can_withdraw_record
from ..querysets import congresses_read_by, delegations_read_by
from ..record_page import record_page
from ..services.evidence import drop_evidence, keep_evidence
from ..services.judging_pairs import answer_pair
from ..services.records import confirm_record, withdraw_record
from .access import readers_only
from .confirm import add_hints, back_to


def _records():
    return DutyRecord.objects.select_related(
        "congress",
        "kind",
        "mandate__deputy",
        "mandate__delegation",
        "submitted_by",
        "confirmed_by",
    )


def _read_at_desk(user, pk):
    """A record of a congress or delegation this person reads at their desk; else 404."""
    from django.db.models import Q

    read = Q(congress__in=congresses_read_by(user))
    read |= Q(mandate__delegation__in=delegations_read_by(user))
    return get_object_or_404(_records().filter(read), pk=pk)


def _own(user, pk):
    return get_object_or_404(_records().filter(mandate__deputy__user=user), pk=pk)


def _page(request, record, frame):
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not can_add_evidence(request.user, record):
            raise PermissionDenied
        if form.is_valid() and _keep(request, record, form):
            return redirect(_address(record, frame))
    if frame == "desk":
        add_hints([record])
    page = record_page(record, request.user, own=frame == "my")
    context = {
        "page": page,
        "record": record,
        "form": form,
        "frame": frame,
        "frame_template": f"frames/{frame}.html",
        "here": _address(record, frame),
        "answer_form": AnswerForm(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/record.html", context, status=status)


def _address(record, frame):
    return reverse(f"performance:{frame}-record", args=[record.pk])


def _keep(request, record, form):
    kept = 0
    for file in form.cleaned_data["files"]:
        try:
            keep_evidence(record, file, by=request.user)
        except ValidationError as error:
            form.add_error("files", error)
            break
        kept += 1
    if kept:
        words = ngettext("%(count)s file kept.", "%(count)s files kept.", kept)
        messages.success(request, words % {"count": kept})
    return form.is_valid()


@login_required
@require_http_methods(["GET", "POST"])
def desk_record(request, pk):
    """A record as the desk reads it: facts, photos, what the camera noted, like photos."""
    return _page(request, _read_at_desk(request.user, pk), "desk")


@login_required
@require_http_methods(["GET", "POST"])
def my_record(request, pk):
    """A record as its deputy reads it: what proves it, and what is asked about it."""
    return _page(request, _own(request.user, pk), "my")


@readers_only
@require_POST
def record_confirm(request, pk):
    """Confirm one record from its own page."""
    record = _read_at_desk(request.user, pk)
    try:
        confirm_record(record, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Confirmed."))
    return redirect(back_to(request))


@readers_only
@require_http_methods(["GET", "POST"])
def record_withdraw(request, pk):
    """Take a confirmed record back, saying why."""
    record = _read_at_desk(request.user, pk)
    if not can_withdraw_record(request.user, record):
        raise PermissionDenied
    back = _address(record, "desk")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_record(record, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Withdrawn. It stays in the volume, struck through."))
            return redirect(back)
    context = {
        "form": form,
        "heading": _("Withdraw “%(title)s”") % {"title": record.title},
        "explain": _("It no longer counts; the record and the reason stay in the volume."),
        "button": _("Withdraw"),
        "back": back,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "performance/reason.html", context, status=status)


@login_required
@require_POST
def evidence_drop(request, pk):
    """Take a photo or document out again, saying why."""
    evidence = get_object_or_404(
        Evidence.objects.visible_to(request.user).select_related(
            "record__congress", "record__mandate__deputy"
        ),
        pk=pk,
    )
    if not can_drop_evidence(request.user, evidence):
        raise PermissionDenied
    own = evidence.record.mandate.deputy.user_id == request.user.pk
    form = DropForm(request.POST)
    if form.is_valid():
        drop_evidence(evidence, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Taken out. Its hash and the reason stay."))
    else:
        messages.error(request, _("Say why the photo is taken out."))
    return redirect(_address(evidence.record, "my" if own else "desk"))


@login_required
@require_POST
def pair_answer(request, pk):
    """What the deputy says about a photo that was raised with them."""
    told = PhotoPair.objects.told_to(request.user)
    pair = get_object_or_404(told.select_related("earlier__record", "later__record"), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_pair(pair, by=request.user, answer=form.cleaned_data["answer"])
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
        else:
            messages.success(request, _("Your answer is kept beside the photos."))
    else:
        messages.error(request, _("Write your answer."))
    own = DutyRecord.objects.filter(
        pk__in=[pair.later.record_id, pair.earlier.record_id], mandate__deputy__user=request.user
    )
    return redirect("performance:my-record", own.order_by("-pk").first().pk)
