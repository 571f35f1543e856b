"""A line of the ledger in words: which fact, which clause, how many points, what cut them."""

from scoring.scheme.text import _, say

MARKS = {
    "counted": _("Counted: %(points)s points."),
    "truncated": _("Worth %(before)s points, cut to %(points)s by %(limit)s."),
    "capped": _("Worth %(before)s points; nothing left under %(limit)s."),
    "floored": _("Would cost %(cost)s points; already at the floor of %(limit)s."),
    "repeat": _("Repeats another record on the same thing; counted once."),
    "before_nth": _("Points begin with no. %(n)s; this record comes before it."),
    "toward_target": _("On the way to the target of %(n)s; the points come when it is reached."),
    "beyond_target": _("The target of %(n)s was already reached."),
    "once_only": _("This item gives its points once; another record gave them."),
    "lower_step": _("A higher step was reached on the same thing; only the highest counts."),
    "excluded": _("Worth %(before)s points, but the same thing already counts in another item."),
    "over_count": _("Worth %(before)s points; no more records count under %(limit)s."),
    "worth_nothing": _("Worth no points under this clause."),
    "outside_window": _("The date lies outside the scoring period."),
    "outside_mandate": _("The date lies outside the time in office."),
    "suspended": _("The date lies in a time of suspended duty; it counts neither way."),
    "no_date": _("The date this item goes by is missing."),
    "late_outcome": _("The outcome and its object do not lie in the same period."),
    "not_in_table": _("The table of this item has no value for such a record."),
    "role": _("This item is for deputies of another role."),
    "no_item": _("The measure has no item for such a record."),
    "start": _("Starts with the full %(points)s points."),
    "base": _("Base points: %(points)s."),
    "disabled": _("This item is switched off: %(why)s."),
    "not_in_force": _("This rule was not in force on that day."),
    "no_place": _("It is not on file how many share it and in which place; it earns nothing yet."),
    "not_named": _("Only the first %(named)s people named on it get credit."),
    "not_judged": _("Nobody has judged it yet; it counts as missing, not as zero."),
    "judged_outside": _(
        "The judged value lies outside %(low)s to %(high)s; it must be judged anew."
    ),
    "outside_item_window": _("The date lies outside the days this item reads."),
    "same_count": _("Counted; the number changes no points yet."),
    "from_zero": _("Stands at %(points)s points before anything is recorded."),
    "zeroed": _("A veto of the measure takes all points."),
    "relative": _("Compared with the others, this counts as %(value)s points."),
    "rate": _("By its share of what fell due this counts as %(value)s points."),
    "nothing_due": _("Nothing fell due; this counts as %(value)s points."),
    "no_yardstick": _("There is nobody to compare with; this counts as %(value)s points."),
    "missing_part": _("Nothing is on file to judge this part by; it is left out."),
    "weighted": _("By its weight in the mean this counts as %(value)s points."),
    "bounded": _("Brought to %(value)s points by %(limit)s."),
    "rescaled": _("A part fell away; brought to the full maximum: %(value)s points in all."),
    "multiplied": _("The sum is multiplied: %(value)s points in all."),
    "per_month": _("Brought from the months served to the whole period: %(value)s points in all."),
}
REASONS = {
    "no_part_left": _("Nothing is on file to judge any part by."),
    "no_month": _("Did not serve a single month that counts."),
    "too_few_months": _("Served too few months of the period."),
    "ballots_unclear": _("The ballots on file do not add up."),
    "no_ballots": _("No ballots are on file."),
    "no_data": _("Not one counted record in the period."),
    "too_few_days": _("Served too few days of the period."),
    "too_few_obliged": _("Was obliged too few times in the period."),
    "late_starter": _("Did not serve the whole period."),
    "group_too_small": _("The group is too small to be ranked."),
    "no_ranking": _("The measure does not rank."),
    "not_in_office": _("Not in office on any day of the period."),
    "suspended_throughout": _("Duty suspended on every day of the period."),
}
LIMITS = {
    "item": _("the cap of the item %(name)s"),
    "set": _("the common limit %(name)s"),
    "category": _("the bounds of the category %(name)s"),
    "pool": _("the bounds of the pool %(name)s"),
    "total": _("the bounds of the total"),
}


def limit_text(scheme, limit):
    """``item:plenary,category:meetings`` in words."""
    texts = []
    for one in (limit or "").split(","):
        kind, _colon, code = one.partition(":")
        if kind in LIMITS:
            texts.append(str(say(LIMITS[kind], name=limit_name(scheme, kind, code))))
    return " · ".join(texts)


def limit_name(scheme, kind, code):
    """The name people know a limit by."""
    if kind == "item":
        return scheme.item(code).name
    if kind == "set":
        return next(limit.name for limit in scheme.limits if limit.code == code)
    return scheme.block(code).name if code else ""


def params_of(scheme, line, item):
    """The figures the sentence of a mark names."""
    from . import points_text

    judged = item.judged if item else None
    return {
        "before": points_text(line["before"]),
        "points": points_text(line["points"]),
        "cost": points_text(-line["before"]),
        "limit": limit_text(scheme, line.get("limit")) or "—",
        "n": item.award.n if item else "",
        "value": points_text(line.get("value")),
        "why": item.disabled if item else "",
        "named": item.named if item else "",
        "low": points_text(judged.minimum) if judged else "",
        "high": points_text(judged.maximum) if judged else "",
    }


def sentence(scheme, line, fact=None):
    """Why this line has the points it has, in the reader's language.

    ``line`` is a row of ``Result.lines`` as a dict; ``fact`` a row of the facts (title, on, proof,
    recorder, confirmer), or None for base and start lines.
    """
    item = scheme.item(line["item"]) if line["item"] else None
    parts = []
    if fact:
        title = fact.get("title") or fact.get("kind") or line["fact"]
        on = line["on"].isoformat() if line["on"] else "—"
        parts.append(str(say(_("%(title)s on %(on)s."), title=title, on=on)))
    if item and line["clause"]:
        parts.append(str(say(_("%(item)s (%(clause)s)."), item=item.name, clause=line["clause"])))
    elif item:
        parts.append(str(say(_("%(item)s."), item=item.name)))
    elif line["clause"]:
        parts.append(str(say(_("%(item)s."), item=line["clause"])))
    parts.append(str(say(MARKS[line["mark"]], **params_of(scheme, line, item))))
    if fact and fact.get("judge"):
        judged = say(_("Judged by %(who)s: %(why)s."), who=fact["judge"], why=fact.get("reason"))
        parts.append(str(judged))
    if fact and fact.get("proof"):
        parts.append(str(say(_("Proof: %(proof)s."), proof=fact["proof"])))
    if fact and fact.get("confirmer"):
        parts.append(str(say(_("Confirmed by %(who)s."), who=fact["confirmer"])))
    return " ".join(parts)


def reason_text(scheme, reason):
    """Why somebody is not ranked or not scored, in words; a measure's own reason as it stands."""
    if not reason:
        return ""
    if reason.startswith("gate:"):
        code = reason.partition(":")[2]
        gate = next((gate for gate in scheme.gates if gate.code == code), None)
        if gate:
            return str(say(_("The requirement %(name)s is not met."), name=gate.name))
    if reason.startswith("override:"):
        name = scheme.results.name_of("override", reason.partition(":")[2])
        return str(say(_("Follows from the veto %(name)s."), name=name))
    return str(say(REASONS[reason])) if reason in REASONS else reason
