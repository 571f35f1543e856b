"""Worked examples in the studio: a small sheet each, run one or all, got beside expected."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ..engine import FactsRefused, points_text, score
from ..scheme.examples import example_frames, mine, past_of
from ..services.manuscripts import save_manuscript
from ..studio.chapters import chapter
from ..studio.document import plain_of, put, report_of
from ..studio.sheet import columns_of, expected_of, read_sheet, rest_of, rows_of
from ..studio.switches import questions, read_answers
from .studio import on_the_table


@dataclass(frozen=True)
class Line:
    """One line of what an example gave."""

    item: str
    on: object
    points: str
    mark: str
    words: str


@login_required
def examples(request, pk):
    """All examples and how each comes out."""
    manuscript = on_the_table(request, pk)
    plain = plain_of(manuscript.text)
    if plain is None:
        messages.error(request, _("The text cannot be read as it stands. Mend it first."))
        return redirect(manuscript)
    report = report_of(manuscript.text)
    outcomes = {outcome.index: outcome for outcome in report.examples}
    rows = [
        (n, str(one.get("name", "")) if isinstance(one, dict) else str(one), outcomes.get(n))
        for n, one in enumerate(plain.get("examples") or ())
    ]
    context = {"manuscript": manuscript, "rows": rows, "report": report, "ran": bool(outcomes)}
    return render(request, "scoring/studio_examples.html", context)


@login_required
def example(request, pk, at):
    """One example as a sheet; saving runs it."""
    manuscript = on_the_table(request, pk)
    plain = plain_of(manuscript.text)
    entries = (plain or {}).get("examples") or []
    if plain is None or (at != "new" and not (at.isdecimal() and int(at) < len(entries))):
        raise Http404
    index = None if at == "new" else int(at)
    old = entries[index] if index is not None and isinstance(entries[index], dict) else {}
    shown, faults, errors = old, {}, []
    if request.method == "POST":
        shown, faults = read_sheet(request.POST, old)
        if faults:
            errors.append(_("Please look at the fields marked below; nothing is stored yet."))
        else:
            try:
                text = put(manuscript.text, chapter("examples"), index, shown)
                revision = int(request.POST.get("revision") or 0)
                what = _("Worked example: %(name)s") % {"name": shown["name"]}
                save_manuscript(manuscript, text, by=request.user, revision=revision, what=what)
            except (ValidationError, ValueError) as error:
                errors += getattr(error, "messages", [_("This cannot be written into the file.")])
            else:
                place = len(entries) if index is None else index
                return redirect(reverse("scoring:studio-example", args=[pk, place]) + "#run")
    given, expect = rest_of(plain, shown)
    context = {
        "manuscript": manuscript,
        "at": at,
        "example": shown,
        "columns": columns_of(plain),
        "rows": rows_of(plain, shown),
        "expected": expected_of(plain, shown),
        "given_more": request.POST.get("given.more", given),
        "expect_more": request.POST.get("expect.more", expect),
        "faults": list(faults.items()),
        "errors": errors,
        **(_run(manuscript.text, index) if index is not None and not errors else {}),
    }
    status = 422 if errors else 200
    return render(request, "scoring/studio_example.html", context, status=status)


def _run(text, index):
    """What the example gives by the measure as it stands: outcome, totals and lines."""
    report = report_of(text)
    outcome = next((one for one in report.examples if one.index == index), None)
    if outcome is None:
        return {"not_run": report.faults}
    scheme = report.scheme or _scheme_of(text)
    case = scheme.examples[index]
    facts, cohort, period = example_frames(scheme, case)
    try:
        result = score(scheme, facts, cohort, period, past=past_of(scheme, case))
    except FactsRefused:
        return {"outcome": outcome}
    names = {item.code: item.name for item in scheme.items}
    lines = [
        Line(
            names.get(row["item"]) or row["category"] or "",
            row["on"],
            points_text(row["points"]),
            row["mark"],
            row.get("text") or "",
        )
        for row in mine(result.lines).sort("seq").iter_rows(named=True)
    ]
    person = mine(result.totals).row(0, named=True)
    tier = scheme.tier(person["tier"]) if person["tier"] else None
    blocks = {block.code: block.name for block in scheme.blocks} | {"base": _("Base points")}
    parts = [
        (blocks.get(row["category"], row["category"]), points_text(row["points"]))
        for row in mine(result.parts).iter_rows(named=True)
    ]
    return {
        "outcome": outcome,
        "lines": lines[:60],
        "parts": parts,
        "total": points_text(person["total"]) if person["total"] is not None else "—",
        "tier": tier.name if tier else "",
    }


def _scheme_of(text):
    """The measure of a text whose only faults are its examples."""
    from ..scheme import build_scheme
    from ..scheme.yamltree import read_tree

    return build_scheme(read_tree(text).plain)


@login_required
def switches(request, pk):
    """The open questions of the measure, the open ones first."""
    manuscript = on_the_table(request, pk)
    plain = plain_of(manuscript.text)
    if plain is None:
        messages.error(request, _("The text cannot be read as it stands. Mend it first."))
        return redirect(manuscript)
    errors = []
    if request.method == "POST":
        answers = read_answers(request.POST, plain)
        try:
            text = put(manuscript.text, chapter("switches"), None, answers or None)
            revision = int(request.POST.get("revision") or 0)
            what = str(chapter("switches").label)
            save_manuscript(manuscript, text, by=request.user, revision=revision, what=what)
        except (ValidationError, ValueError) as error:
            errors = getattr(error, "messages", [_("This cannot be written into the file.")])
        else:
            messages.success(request, _("Stored."))
            return redirect(f"{manuscript.get_absolute_url()}#switches")
    asked = questions(manuscript.text, plain)
    context = {
        "manuscript": manuscript,
        "matter": [one for one in asked if one.matters or one.chosen],
        "others": [one for one in asked if not one.matters and not one.chosen],
        "errors": errors,
    }
    return render(request, "scoring/studio_switches.html", context, status=422 if errors else 200)
