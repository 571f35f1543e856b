"""The text of the regulation beside its rules: pasted once, cited by each rule."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..services.manuscripts import save_clauses, set_clauses_aside
from ..studio.chapters import title_of
from ..studio.clauses import clause_for, clauses_of, uncovered
from ..studio.document import plain_of
from .studio import on_the_table

RULES = ("base", "categories", "pools", "items", "limits", "exclusions", "tiers", "gates",
         "history", "overrides", "flags", "measures", "quotas", "actions")  # fmt: skip


@login_required
def clauses(request, pk):
    """Paste the clauses; see which rule each one became, and which became none."""
    manuscript = on_the_table(request, pk)
    errors, typed = [], manuscript.clauses
    if request.method == "POST":
        try:
            if "aside" in request.POST:
                labels = {clause.label for clause in clauses_of(manuscript.clauses)}
                chosen = [one for one in request.POST.getlist("label") if one in labels]
                set_clauses_aside(manuscript, chosen, by=request.user)
            else:
                typed = request.POST.get("clauses", "").replace("\r\n", "\n").replace("\0", "")
                save_clauses(manuscript, typed, by=request.user)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, _("Stored."))
            return redirect("scoring:studio-clauses", pk)
    found = clauses_of(manuscript.clauses)
    plain = plain_of(manuscript.text) or {}
    missing = {one.label for one in uncovered(found, plain, manuscript.set_aside)}
    rules = _rules_by_clause(plain, found)
    context = {
        "manuscript": manuscript,
        "typed": typed,
        "errors": errors,
        "rows": [
            (one, rules.get(one.label, []), one.label in missing, one.label in manuscript.set_aside)
            for one in found
        ],
        "missing": len(missing),
    }
    return render(request, "scoring/studio_clauses.html", context, status=422 if errors else 200)


def _rules_by_clause(plain, found):
    """label -> [(chapter, place, name)] of the rules that cite it."""
    rules = {}
    for key in RULES:
        value = plain.get(key)
        entries = enumerate(value) if isinstance(value, list) else [("", value)]
        for place, one in entries:
            if isinstance(one, dict) and one.get("clause"):
                clause = clause_for(one["clause"], found)
                if clause:
                    rules.setdefault(clause.label, []).append((key, place, title_of(one, key)))
    return rules
