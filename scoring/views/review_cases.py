"""One deputy under review at the desk: the page, and everything people say of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..models import CaseStatus, Conclusion, ReviewAccess, ReviewCase
from ..review_forms import AgainForm, ConclusionForm, DecisionForm, NoteForm, OpinionForm
from ..review_packet import case_pages, figures_beside
from ..review_permissions import (
    can_conclude,
    can_confirm_conclusion,
    can_give_opinion,
    can_note,
    can_open_case,
    sees_opinions,
)
from ..services.review_access import note_access
from ..services.review_opinions import (
    add_note,
    confirm_conclusion,
    give_opinion,
    note_decision,
    take_up_again,
    write_conclusion,
)
from .asking import need

AFTER = {CaseStatus.RECOMMENDED, CaseStatus.CONDITIONAL, CaseStatus.NOT_RECOMMENDED}


def _case(request, pk):
    cases = ReviewCase.objects.visible_to(request.user).select_related(
        "review__congress", "review__term", "mandate__deputy"
    )
    case = get_object_or_404(cases, pk=pk)
    need(can_open_case(request.user, case))
    return case


@never_cache
@login_required
def page(request, pk):
    """The whole term of one deputy on one page; reading it is noted."""
    return _shown(request, _case(request, pk))


def _shown(request, case, status=200, **bound):
    user, review = request.user, case.review
    note_access(review, ReviewAccess.What.CASE, by=user, case=case)
    [shown] = case_pages(review, user, [case])
    every = ReviewCase.objects.visible_to(user).filter(review=review)
    neighbours = every.order_by("label", "pk")
    asked = case.status == CaseStatus.OPINIONS
    forms = {}
    if can_note(user, case) and case.status != CaseStatus.DECIDED:
        forms["note_form"] = NoteForm(auto_id="note_%s")
    if asked and can_give_opinion(user, case):
        forms["opinion_form"] = OpinionForm(auto_id="opinion_%s")
    if can_conclude(user, case):
        if asked and shown.opinions_given:
            forms["conclusion_form"] = ConclusionForm(auto_id="conclusion_%s")
        if case.status == CaseStatus.CONDITIONAL:
            forms["again_form"] = AgainForm(auto_id="again_%s")
        if case.status in AFTER:
            forms["decision_form"] = DecisionForm(auto_id="decision_%s")
    waiting = shown.conclusion if asked and shown.conclusion else None
    context = {
        "review": review,
        "case": case,
        "page": shown,
        "beside": figures_beside(shown, every),
        "sees_points": sees_opinions(user, review.congress),
        "before": neighbours.filter(label__lt=case.label).last(),
        "after": neighbours.filter(label__gt=case.label).first(),
        "may_confirm": waiting and can_confirm_conclusion(user, case, waiting),
        "waiting": waiting,
        "moves": case.moves.select_related("by"),
        **forms,
        **bound,
    }
    return render(request, "scoring/review_case.html", context, status=status)


def _verb(request, pk, name, form_class, service, done):
    """Check a form, call one service, go back to the page; a refusal is shown in its form."""
    case = _case(request, pk)
    prefix = name.removesuffix("_form")
    form = form_class(request.POST, auto_id=f"{prefix}_%s")
    if form.is_valid():
        try:
            service(case, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done)
            return redirect(case)
    return _shown(request, case, status=422, **{name: form})


@require_POST
@login_required
def note(request, pk):
    need(can_note(request.user, _case(request, pk)))
    return _verb(request, pk, "note_form", NoteForm, add_note, _("The note has been added."))


@require_POST
@login_required
def opinion(request, pk):
    need(can_give_opinion(request.user, _case(request, pk)))
    done = _("Your opinion is kept. You may change it until the committee has given its own.")
    return _verb(request, pk, "opinion_form", OpinionForm, give_opinion, done)


@require_POST
@login_required
def conclusion(request, pk):
    need(can_conclude(request.user, _case(request, pk)))
    done = _("Written down. Another person confirms it.")
    return _verb(request, pk, "conclusion_form", ConclusionForm, write_conclusion, done)


@require_POST
@login_required
def again(request, pk):
    need(can_conclude(request.user, _case(request, pk)))
    done = _("Opinions are asked for once more.")
    return _verb(request, pk, "again_form", AgainForm, take_up_again, done)


@require_POST
@login_required
def decision(request, pk):
    need(can_conclude(request.user, _case(request, pk)))
    done = _("Noted what was decided.")
    return _verb(request, pk, "decision_form", DecisionForm, note_decision, done)


@require_POST
@login_required
def confirm(request, pk):
    """The second person confirms the committee's opinion."""
    conclusions = Conclusion.objects.filter(
        case__in=ReviewCase.objects.visible_to(request.user)
    ).select_related("case__review", "case__mandate__deputy")
    found = get_object_or_404(conclusions, pk=pk)
    case = _case(request, found.case_id)
    need(can_confirm_conclusion(request.user, case, found))
    try:
        confirm_conclusion(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _shown(request, case, status=422)
    messages.success(request, _("Confirmed."))
    return redirect(case)
