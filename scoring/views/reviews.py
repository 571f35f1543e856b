"""A reappointment review at the desk: the list, a new one, its table, its packet, who looked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation import chain
from foundation.background import start_job
from performance.forms import new_key
from performance.models import Congress

from ..models import CaseStatus, Review, ReviewAccess, ReviewCase
from ..review_forms import CaseFilter, FiguresForm, StartForm
from ..review_packet import case_pages
from ..review_permissions import (
    can_keep_review,
    can_read_accesses,
    keeps_reviews,
    reads_reviews,
    sees_opinions,
)
from ..services.review_access import note_access
from ..services.reviews import NEXT, advance_review, start_review, take_figures_anew
from .asking import need

PAGE = 50
KINDS = {"pdf": "review-pdf", "xlsx": "review-xlsx"}
What = ReviewAccess.What


def readers_only(request):
    if not reads_reviews(request.user):
        raise Http404


def review_for(request, pk):
    reviews = Review.objects.visible_to(request.user).select_related("congress", "term")
    return get_object_or_404(reviews, pk=pk)


@never_cache
@login_required
def listing(request):
    """Every review the person may read."""
    readers_only(request)
    reviews = Review.objects.visible_to(request.user).select_related("congress", "term")
    context = {
        "page_obj": Paginator(reviews, 30).get_page(request.GET.get("page")),
        "keeps": keeps_reviews(request.user),
    }
    return render(request, "scoring/review_list.html", context)


@login_required
def new(request):
    """Start a review of a term."""
    readers_only(request)
    need(keeps_reviews(request.user))
    kept = [
        congress
        for congress in Congress.objects.visible_to(request.user).order_by("pk")
        if can_keep_review(request.user, congress)
    ]
    wanted = request.GET.get("congress") or request.POST.get("congress")
    congress = next((one for one in kept if one.code == wanted), kept[0])
    form = StartForm(request.POST or None, congress=congress)
    if request.method == "POST" and form.is_valid():
        try:
            review = start_review(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Started. Look the figures through before settling them."))
            return redirect(review)
    context = {"form": form, "congress": congress, "congresses": kept}
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/review_new.html", context, status=status)


@never_cache
@login_required
def page(request, pk):
    """The table of a review: a row for each deputy, by certificate number, as filtered."""
    review = review_for(request, pk)
    return _table(request, review, FiguresForm(initial={"last_day": review.last_day}))


def _table(request, review, figures, status=200):
    """Reading it is noted, with the filters and the page."""
    every = ReviewCase.objects.visible_to(request.user).filter(review=review)
    chosen = CaseFilter(request.GET, review=review, user=request.user)
    cases = chosen.narrowed(every).select_related("mandate__deputy").order_by("label", "pk")
    page_obj = Paginator(cases, PAGE).get_page(request.GET.get("page"))
    said = "; ".join(f"{what}: {value}" for what, value in chosen.in_words())
    note_access(
        review, What.LIST, by=request.user,
        detail=_("page %(page)s %(filters)s") % {"page": page_obj.number, "filters": said},
    )  # fmt: skip
    context = {
        "review": review,
        "figures_form": figures,
        "filter": chosen,
        "filtered": bool(said),
        "page_obj": page_obj,
        "rows": case_pages(review, request.user, page_obj),
        "counts": _counts(every),
        "sees_points": sees_opinions(request.user, review.congress),
        "keeps": can_keep_review(request.user, review.congress),
        "next": NEXT.get(review.stage),
        "reads_accesses": can_read_accesses(request.user, review.congress),
        "languages": [("zh-hans", "中文"), ("en", "English")],
    }
    return render(request, "scoring/review.html", context, status=status)


def _counts(cases):
    """(status, how many) of those there are."""
    found = dict(cases.order_by().values_list("status").annotate(n=Count("pk")))
    return [(status, found[status.value]) for status in CaseStatus if status.value in found]


@require_POST
@login_required
def figures(request, pk):
    """Take the figures anew while the review is being prepared."""
    review = review_for(request, pk)
    need(can_keep_review(request.user, review.congress))
    form = FiguresForm(request.POST)
    if form.is_valid():
        try:
            take_figures_anew(review, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The figures have been taken anew."))
            return redirect(review)
    return _table(request, review, form, status=422)


@require_POST
@login_required
def advance(request, pk):
    """Settle the figures, or ask for opinions."""
    review = review_for(request, pk)
    need(can_keep_review(request.user, review.congress))
    try:
        advance_review(review, to=request.POST.get("to", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _table(
            request, review, FiguresForm(initial={"last_day": review.last_day}), status=422
        )
    messages.success(request, _("Done."))
    return redirect(review)


@require_POST
@login_required
def packet(request, pk):
    """Have the packet made: of the deputies the filters leave, or of one."""
    review = review_for(request, pk)
    cases = ReviewCase.objects.visible_to(request.user).filter(review=review)
    one = request.POST.get("case", "")
    if one:
        case = get_object_or_404(cases, pk=one if one.isdigit() else 0)
        need(case.mandate.deputy.user_id != request.user.pk)
    form = request.POST.get("format")
    form = form if form in KINDS else "pdf"
    asked = request.POST.get("language")
    language = asked if asked in {"zh-hans", "en"} else get_language()
    filters = {name: request.POST.get(name, "") for name in CaseFilter.base_fields}
    note_access(
        review, What.PDF if form == "pdf" else What.XLSX, by=request.user,
        case=case if one else None,
        detail="; ".join(value for value in filters.values() if value),
    )  # fmt: skip
    job = start_job(
        KINDS[form],
        {"review": review.pk, "case": int(one) if one else None, "filters": filters},
        key=chain.digest(f"{language} {review.pk} {one} {filters} {new_key()}"),
        title=f"{review.name} {case.name}" if one else review.name,
        by=request.user,
        back=case.get_absolute_url() if one else review.get_absolute_url(),
        language=language,
    )
    return redirect("foundation:desk-job", job.pk)


@never_cache
@login_required
def accesses(request, pk):
    """Who looked at what of this review, and who took what away."""
    review = review_for(request, pk)
    need(can_read_accesses(request.user, review.congress))
    found = ReviewAccess.objects.visible_to(request.user).filter(review=review)
    if who := request.GET.get("who", "").strip():
        found = found.filter(Q(by__name__contains=who) | Q(by__username=who))
    if request.GET.get("what") in What.values:
        found = found.filter(what=request.GET["what"])
    found = found.select_related("by", "case")
    page_obj = Paginator(found, 100).get_page(request.GET.get("page"))
    rows = list(page_obj)
    note_access(review, What.LOG, by=request.user)
    context = {
        "review": review,
        "page_obj": page_obj,
        "rows": rows,
        "kinds": What.choices,
        "who": who,
        "what": request.GET.get("what", ""),
    }
    return render(request, "scoring/review_accesses.html", context)
