"""Objections: the deputy's on the phone, the deadline list and the decision at the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..appeal_forms import DecideForm, ObjectForm, ObjectionRuleForm
from ..models import Appeal, ScoreCard
from ..objections import may_object, rule_of, window_of
from ..permissions import can_decide_appeal, keeps_scores, works_on_scores
from ..services.appeals import BY_SHEET, decide_appeal, file_appeal, take_back_appeal
from ..services.objection_rules import set_objection_rule
from ..why import why_of_card
from .asking import need, own_congress, readers_only

PAGE = 50
HEAD = ["congress", "period", "mandate__deputy", "record__kind", "record__confirmed_by"]
HEAD += ["filed_by", "decided_by", "new_record", "row__edition"]


@login_required
def file(request, pk):
    """Object to a line of one's own card (`?fact=`), or to something missing."""
    cards = ScoreCard.objects.of_deputy(request.user).select_related(
        "mandate__deputy", "mandate__congress", "period__congress", "period__scheme_version"
    )
    card = get_object_or_404(cards, pk=pk)
    fact = request.GET.get("fact", "")
    line = _line_of(card, fact) if fact else None
    form = ObjectForm(request.POST or None, is_missing=line is None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal = file_appeal(
                card.mandate,
                card.period,
                by=request.user,
                fact=fact if line else "",
                **form.cleaned_data,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your objection is filed. Another person decides it."))
            return redirect("scoring:my-objection", appeal.pk)
    context = {
        "card": card,
        "line": line,
        "form": form,
        "last_day": window_of(card.mandate, card.period),
        "is_open": may_object(card.mandate, card.period, timezone.localdate()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/objection_file.html", context, status=status)


def _line_of(card, fact):
    why = why_of_card(card)
    lines = [line for section in why.sections for line in section.lines] + list(why.others)
    return next((line for line in lines if line.fact == fact and line.is_record), None)


@login_required
def mine(request):
    """The person's own objections."""
    appeals = Appeal.objects.of_deputy(request.user).select_related(*HEAD)
    return render(request, "scoring/my_objections.html", {"appeals": appeals.order_by("-pk")})


@login_required
def my_page(request, pk):
    """One's own objection: what was said, what was decided, every step."""
    appeal = get_object_or_404(Appeal.objects.of_deputy(request.user).select_related(*HEAD), pk=pk)
    context = {"appeal": appeal, "events": appeal.events.select_related("actor")}
    return render(request, "scoring/my_objection.html", context)


@require_POST
@login_required
def take_back(request, pk):
    """The deputy takes an open objection back."""
    appeal = get_object_or_404(Appeal.objects.of_deputy(request.user), pk=pk)
    try:
        take_back_appeal(appeal, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Taken back."))
    return redirect("scoring:my-objection", pk)


def _desk(request):
    readers_only(request)
    need(works_on_scores(request.user))
    return Appeal.objects.visible_to(request.user).select_related(*HEAD)


@login_required
def listing(request):
    """The deadline list: open objections, the soonest due first; decided ones after."""
    appeals = _desk(request)
    today = timezone.localdate()
    context = {
        "open": [
            (one, can_decide_appeal(request.user, one), one.decide_by < today)
            for one in appeals.open().order_by("decide_by", "pk")
        ],
        "page_obj": Paginator(appeals.exclude(status="open").order_by("-pk"), PAGE).get_page(
            request.GET.get("page")
        ),
        "keeps": keeps_scores(request.user),
    }
    return render(request, "scoring/objections.html", context)


@login_required
def page(request, pk):
    """One objection at the desk, and deciding it."""
    appeal = get_object_or_404(_desk(request), pk=pk)
    may = appeal.is_open and can_decide_appeal(request.user, appeal)
    if request.method == "POST":
        need(can_decide_appeal(request.user, appeal))
    form = DecideForm(request.POST or None, appeal=appeal) if may else None
    if request.method == "POST" and form is None:
        messages.error(request, _("This objection is no longer open. Load the page again."))
        return redirect(appeal)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            decide_appeal(
                appeal,
                by=request.user,
                outcome=data["outcome"],
                answer=data["answer"],
                new=form.new,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Decided. The deputy sees the answer."))
            return redirect(appeal)
    context = {
        "appeal": appeal,
        "form": form,
        "events": appeal.events.select_related("actor"),
        "by_sheet": appeal.record and appeal.record.source.startswith(BY_SHEET),
        "is_confirmer": appeal.record and appeal.record.confirmed_by_id == request.user.pk,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/objection.html", context, status=status)


@login_required
def rule(request):
    """How long objections are taken, and how soon they are decided."""
    congress = own_congress(request)
    rule = rule_of(congress.pk)
    form = ObjectionRuleForm(
        request.POST or None,
        initial={"filing_days": rule.filing_days, "decision_days": rule.decision_days},
    )
    if request.method == "POST" and form.is_valid():
        set_objection_rule(congress, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. It holds for editions drawn from now on."))
        return redirect("scoring:objections")
    context = {"form": form, "congress": congress}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/objection_rule.html", context, status=status)
