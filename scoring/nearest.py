"""The nearest missing condition (还差什么): what one more duty, or a few, would bring.

Nothing is guessed: copies of the deputy with one, two … more duties of a kind are scored by the
engine in one run, and only what it then gives is said. What hangs on everybody else is left out,
and so is everything when the copy without more does not come to the deputy's own total.
"""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from .engine import Cohort, Past, score
from .reach import compares_people

MOST = 5  # how many more are tried
SHOWN = 6
LIVE = {"counted", "truncated", "capped", "toward_target", "before_nth", "over_count", "once_only"}


@dataclass(frozen=True)
class Near:
    """`n` more duties called `name` bring `gain` thousandths; and, if so, meet the requirement
    `gate` or reach the tier `tier`."""

    n: int
    name: str
    gain: int
    gate: str = ""
    have: int | None = None
    needed: int | None = None
    tier: str = ""


def nearest(scheme, facts, cohort, span, past, content, today):
    """The Nears of one deputy, the nearest first; empty when no day of the period is left.

    `facts`, `cohort` and `past` are of that deputy alone; `content` is what the engine said of
    them, with its lines.
    """
    days = _days_left(cohort, span, today)
    models = [one for one in _models(scheme, facts, cohort, content) if one[2]] if days else []
    if not models:
        return ()
    tried, more = [("", 0)], []
    for number, (_name, spread, row) in enumerate(models):
        for n in range(1, MOST + 1):
            chosen = _spread(days, n, spread)
            if len(chosen) < n:
                break
            tried.append((number, n))
            more += [_copy(row, len(tried) - 1, k, on) for k, on in enumerate(chosen)]
    result = _scored(scheme, facts, cohort, span, past, len(tried), more)
    totals = {int(row["subject"]): row for row in result.totals.iter_rows(named=True)}
    gates = {}
    for row in result.gates.iter_rows(named=True):
        gates.setdefault(int(row["subject"]), {})[row["gate"]] = row
    if totals[0]["total"] != content["total"]:
        return ()
    found = [
        near
        for number, (name, _spread_by, _row) in enumerate(models)
        for near in _found(scheme, name, number, tried, totals, gates)
    ]
    found.sort(key=lambda near: (not near.gate, not near.tier, near.n, -near.gain, near.name))
    return tuple(_once(found)[:SHOWN])


def _found(scheme, name, number, tried, totals, gates):
    """What the copies of one duty bring: requirements met, a tier reached, the first points."""
    copies = [(place, n) for place, (which, n) in enumerate(tried) if which == number and n]
    before, met = totals[0], {code for code, gate in gates.get(0, {}).items() if gate["met"]}
    has_gain = has_tier = False
    for place, n in copies:
        now = totals[place]
        gain = (now["total"] or 0) - (before["total"] or 0)
        for code, gate in gates.get(place, {}).items():
            if gate["met"] and code not in met:
                met.add(code)
                entry = next(one for one in scheme.gates if one.code == code)
                was = gates[0][code]
                yield Near(n, name, gain, entry.name, was["have"], was["needed"])
        if not has_tier and not compares_people(scheme) and _higher(scheme, before, now):
            has_tier = True
            yield Near(n, name, gain, tier=scheme.tier(now["tier"]).name)
        elif not has_gain and not has_tier and gain > 0:
            yield Near(n, name, gain)
        has_gain = has_gain or gain > 0


def _higher(scheme, before, now):
    if now["tier"] is None or now["tier"] == before["tier"]:
        return False
    low = {tier.code: tier.low for tier in scheme.tiers}
    was, is_now = low.get(before["tier"]), low[now["tier"]]
    return before["tier"] is None or (is_now is not None and (was is None or is_now > was))


def _once(found):
    """One sentence for each requirement and each item: the nearest."""
    seen, kept = set(), []
    for near in found:
        key = ("gate", near.gate) if near.gate else ("item", near.name)
        if key not in seen:
            seen.add(key)
            kept.append(near)
    return kept


def _days_left(cohort, span, today):
    person = cohort.subjects.row(0, named=True)
    first = max(day for day in (span.start, person["start"], today) if day)
    last = span.end
    if person["end"]:
        last = min(last, person["end"] - timedelta(days=1))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _spread(days, n, spread):
    """`n` days of their own, each in a week or month of its own where the item asks so."""
    if not spread:
        return days[:n]
    chosen = []
    for day in days:
        part = (day.year, day.month) if spread == "month" else day.isocalendar()[:2]
        if part not in [known for known, _day in chosen]:
            chosen.append((part, day))
        if len(chosen) == n:
            break
    return [day for _part, day in chosen]


def _models(scheme, facts, cohort, content):
    """(name, spread, a fact to copy or None) for every item and every requirement not met."""
    own = {row["fact"]: row for row in facts.iter_rows(named=True)}
    for item in scheme.items:
        if _of_outcome(item.when):
            continue  # what becomes of a thing is not the deputy's to do once more
        lines = [line for line in content["lines"] if line.get("item") == item.code]
        mine = [own.get(line.get("fact")) for line in lines if line["mark"] in LIVE]
        mine = [row for row in mine if row and not row.get("outcome")]
        window = item.limit.window if item.limit else "period"
        spread = item.unit.count if item.unit.count in ("week", "month") else ""
        spread = spread or ("month" if window != "period" else "")
        yield item.name, spread, mine[-1] if mine else _made(scheme, facts, item.when, item.table)
    unmet = {f["code"] for f in content["findings"] if f["what"] == "gate" and f["state"] == "no"}
    for gate in scheme.gates:
        if gate.code in unmet and gate.at_least and not _of_outcome(gate.when):
            row = _made(scheme, facts, gate.when, None)
            kind = scheme.kinds.get(row["kind"]) if row else None
            yield kind.name if kind else gate.name, "", row


def _of_outcome(selector):
    return any(
        ask.field == "outcome" and (ask.op, ask.values) != ("in", ("none",))
        for ask in selector.every_ask()
    )


def _made(scheme, facts, selector, table):
    """A fact that fits the selector, worth the least the item's table gives above nothing; None
    when it cannot be told from the words of the measure alone."""
    row = dict.fromkeys(facts.columns) | {"quantity": 1000}
    for ask in selector.asks:
        if ask.op == "in" and ask.field in row and ask.values[0] != "none":
            row[ask.field] = ask.values[0]
    if table:
        positive = [(value, key) for key, value in table.values.items() if value > 0]
        if not positive:
            return None
        for field, word in zip(table.by, min(positive)[1], strict=True):
            if field in row and word != "none":
                row[field] = word
    asked = {name: value for name, value in row.items() if value is not None}
    roles = frozenset(scheme.roles)  # whether the role is held is the engine's to say
    if not row.get("kind") or not _fits(selector, asked, roles):
        return None
    return row


def _fits(selector, row, roles):
    return selector.without("subject_role").holds({**row, "subject_role": roles})


def _copy(row, subject, number, on):
    return {
        **row,
        "subject": str(subject),
        "fact": f"~{subject}:{number}",
        "on": on,
        "object": f"~{subject}:{number}",
        **({"submitted_on": on} if "submitted_on" in row else {}),
        **({"object_on": on} if "object_on" in row else {}),
    }


def _scored(scheme, facts, cohort, span, past, copies, more):
    """One engine run over so many copies of one deputy, each with its own further facts."""
    subjects = pl.DataFrame({"copy": [str(n) for n in range(copies)]})

    def copied(frame):
        return (
            frame.drop("subject")
            .join(subjects, how="cross")
            .rename({"copy": "subject"})
            .select(frame.columns)
        )

    table = copied(facts).with_columns(pl.concat_str("fact", pl.lit("#"), "subject").alias("fact"))
    table = pl.concat([table, pl.DataFrame(more, schema=facts.schema)])
    people = Cohort(
        subjects=copied(cohort.subjects),
        role_spans=copied(cohort.role_spans),
        suspensions=copied(cohort.suspensions),
    )
    earlier = Past(copied(past.results), past.records_from)
    return score(scheme, table, people, span, past=earlier, lines=False)
