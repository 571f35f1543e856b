"""A deputy's own reports (我的述职): a draft from the dossier with one click, edited, handed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.postings import scope_ids

from ..dossier import build_dossier
from ..duty_report_draft import draft_text
from ..duty_report_forms import TextForm
from ..duty_report_moves import can_write_report
from ..models import DutyReport
from ..permissions import RECORD_KEEPERS, is_deputy
from ..services.duty_reports import TextConflict, hand_in_report, save_text


@login_required
def my_reports(request):
    """Every report of one's own mandates."""
    if not is_deputy(request.user):
        raise Http404
    reports = DutyReport.objects.filter(mandate__deputy__user=request.user)
    reports = reports.select_related("mandate__congress", "ballot")
    return render(request, "performance/my_duty_reports.html", {"reports": reports})


def _report(request, pk):
    """One's own report, or that of a deputy without a sign-in whose record one keeps."""
    kept = Q(
        congress__in=scope_ids(request.user, "congress", RECORD_KEEPERS),
        mandate__deputy__user=None,
    )
    reports = DutyReport.objects.filter(Q(mandate__deputy__user=request.user) | kept)
    return get_object_or_404(
        reports.select_related(
            "congress", "mandate__deputy", "mandate__congress", "mandate__term", "ballot"
        ),
        pk=pk,
    )


@login_required
def my_report(request, pk):
    """Write the report, or read it once it is handed in."""
    report = _report(request, pk)
    form = TextForm(initial={"text": report.text, "version": report.text_version})
    if request.method == "POST":
        if not can_write_report(request.user, report):
            raise PermissionDenied
        form = TextForm(request.POST)
        if form.is_valid():
            try:
                return _save(request, report, form)
            except ValidationError as error:
                form.add_error(None, error)
            except TextConflict as conflict:
                return _page(request, report, _over(form, conflict.theirs), conflict.theirs)
    return _page(request, report, form, status=422 if request.method == "POST" else 200)


def _save(request, report, form):
    report = save_text(report, by=request.user, **form.cleaned_data)
    if "hand_in" in request.POST:
        hand_in_report(report, by=request.user)
        messages.success(request, _("Handed in. The office gives notice of the meeting."))
    else:
        messages.success(request, _("Saved."))
    return redirect("performance:my-duty-report", report.pk)


def _over(form, theirs):
    """The same text, now written over the version that stands."""
    return TextForm(initial={"text": form.cleaned_data["text"], "version": theirs.text_version})


def _page(request, report, form, theirs=None, status=None):
    own = report.mandate.deputy.user_id == request.user.pk
    context = {
        "report": report,
        "form": form,
        "theirs": theirs,
        "writing": report.status == DutyReport.Status.PLANNED,
        "texts": report.texts.select_related("by")[1:20],
        "returned": _why_sent_back(report),
        "ballot": getattr(report, "ballot", None)
        if report.status in {"result_published", "archived"}
        else None,
        "own": own,
        "frame_template": "frames/my.html" if own else "frames/desk.html",
    }
    code = 422 if theirs is not None else status or 200
    return render(request, "performance/my_duty_report.html", context, status=code)


def _why_sent_back(report):
    if report.status != DutyReport.Status.PLANNED:
        return None
    last = report.moves.order_by("pk").last()
    return last if last is not None and last.was == DutyReport.Status.DRAFTED else None


@require_POST
@login_required
def my_report_draft(request, pk):
    """One click: a draft from the dossier becomes the text; an earlier text is kept."""
    report = _report(request, pk)
    if not can_write_report(request.user, report):
        raise PermissionDenied
    dossier = build_dossier(report.mandate, request.user, timezone.localdate(), report.year)
    try:
        save_text(report, text=draft_text(dossier), version=report.text_version, by=request.user)
    except (ValidationError, TextConflict) as error:
        words = (
            error.messages[0]
            if isinstance(error, ValidationError)
            else _("Someone saved the text this very moment; look at it before drafting again.")
        )
        messages.error(request, words)
    else:
        messages.success(request, _("A draft is ready below. Read it through and make it yours."))
    return redirect("performance:my-duty-report", report.pk)
