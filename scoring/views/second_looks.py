"""Second looks at the desk: the patterns of a period, and one deputy's with the records behind."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from performance.models import DutyRecord, Mandate

from ..fairness_words import PATTERNS, figure_text
from ..forms import SecondLookForm
from ..models import ScoringPeriod
from ..permissions import can_keep_scores, can_see_live
from ..services.second_looks import say_of_look, second_looks
from .asking import need

PAGE = 50


@dataclass(frozen=True)
class LookRow:
    """One pattern in words, with the people and records it concerns."""

    code: str
    name: str
    meaning: str
    figure: str
    mandate: object
    others: tuple
    records: tuple
    word: object
    form: object = None


def _period(request, pk):
    periods = ScoringPeriod.objects.visible_to(request.user)
    period = get_object_or_404(periods.select_related("congress", "scheme_version__scheme"), pk=pk)
    need(can_see_live(request.user, period.congress))
    return period


@login_required
def listing(request, pk):
    """Every pattern of a period; open ones first."""
    period = _period(request, pk)
    found = second_looks(period)
    code = request.GET.get("pattern", "")
    counts = [
        (one, name, sum(1 for look in found if look.look.code == one))
        for one, (name, _meaning) in PATTERNS.items()
    ]
    shown = [one for one in found if code not in PATTERNS or one.look.code == code]
    shown.sort(key=lambda one: (not one.is_open, one.look.code, -one.look.share))
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    page.object_list = _in_words(page.object_list, with_records=False)
    context = {"period": period, "counts": counts, "code": code, "page_obj": page}
    return render(request, "scoring/looks.html", context)


@login_required
def deputy(request, pk, mandate):
    """One deputy's patterns, the records behind each, and a word on it."""
    period = _period(request, pk)
    mandates = Mandate.objects.filter(congress=period.congress_id).select_related("deputy")
    mandate = get_object_or_404(mandates, pk=mandate)
    keeps = can_keep_scores(request.user, period.congress)
    form = None
    if request.method == "POST":
        need(keeps)
        form = SecondLookForm(request.POST)
        if form.is_valid():
            try:
                say_of_look(period, mandate, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Kept."))
                return redirect("scoring:second-look", period.pk, mandate.pk)
    rows = _in_words(second_looks(period, mandate.pk), with_records=True)
    context = {
        "period": period,
        "mandate": mandate,
        "rows": [(row, _form_of(row, form) if keeps else None) for row in rows],
        "said": period.second_looks.filter(mandate=mandate).select_related("by"),
        "names": {code: name for code, (name, _meaning) in PATTERNS.items()},
        "lost": form if form and form.non_field_errors() else None,
    }
    return render(request, "scoring/look.html", context, status=422 if form else 200)


def _form_of(row, given):
    if given is not None and given.data.get("code") == row.code:
        return given
    return SecondLookForm(initial={"code": row.code})


def _in_words(looks, *, with_records):
    people = {one.look.mandate for one in looks} | {pk for one in looks for pk in one.look.others}
    mandates = Mandate.objects.select_related("deputy").in_bulk(people)
    wanted = {pk for one in looks for pk in one.look.records} if with_records else set()
    records = DutyRecord.objects.select_related("kind", "mandate__deputy", "confirmed_by")
    records = records.in_bulk(wanted)
    return [
        LookRow(
            code=one.look.code,
            name=str(PATTERNS[one.look.code][0]),
            meaning=str(PATTERNS[one.look.code][1]),
            figure=figure_text(one.look),
            mandate=mandates[one.look.mandate],
            others=tuple(mandates[pk] for pk in one.look.others),
            records=tuple(
                sorted((records[pk] for pk in one.look.records if pk in records), key=_by_day)
            ),
            word=one.word,
        )
        for one in looks
    ]


def _by_day(record):
    return record.on, record.pk
