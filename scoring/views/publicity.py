"""The publicity of a draft at the desk: its days, the comments that came in, their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..forms import AnswerForm, CommentForm, PublicityForm
from ..models import SchemeComment, SchemeVersion
from ..permissions import can_keep_scores
from ..services.publicity import answer_comment, open_to_comments, record_comment, take_back
from .asking import need
from .schemes import version_for


@login_required
def page(request, pk):
    """Open a draft to comments; while it is open, write down what came in."""
    version = version_for(request, pk)
    keeps = can_keep_scores(request.user, version.scheme.congress)
    need(keeps or request.method == "GET")
    form_class = CommentForm if version.is_open_to_comments else PublicityForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if version.is_open_to_comments:
                record_comment(version, by=request.user, **form.cleaned_data)
                messages.success(request, _("Written down."))
            else:
                open_to_comments(version, by=request.user, **form.cleaned_data)
                messages.success(request, _("Open to comments. Its text rests until then."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("scoring:scheme-publicity", pk)
    context = {
        "version": version,
        "form": form if keeps and version.is_draft else None,
        "keeps": keeps,
        "comments": version.comments.select_related("recorded_by", "answered_by"),
        "today": timezone.localdate(),
        "answer_form": AnswerForm(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/scheme_publicity.html", context, status=status)


@require_POST
@login_required
def back(request, pk):
    """Take a draft back from its publicity, to change it."""
    version = version_for(request, pk)
    need(can_keep_scores(request.user, version.scheme.congress))
    try:
        take_back(version, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Taken back. It is a draft again; the comments stay."))
    return redirect(version)


@require_POST
@login_required
def answer(request, pk):
    """Answer a comment."""
    comment = get_object_or_404(
        SchemeComment.objects.select_related("version__scheme__congress").filter(
            version__in=SchemeVersion.objects.visible_to(request.user)
        ),
        pk=pk,
    )
    version_for(request, comment.version_id)
    need(can_keep_scores(request.user, comment.version.scheme.congress))
    try:
        answer_comment(comment, by=request.user, answer=request.POST.get("answer", ""))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Answered."))
    return redirect("scoring:scheme-publicity", comment.version_id)
