"""The rules of `bench.rules` written as a scheme file, for the engine."""

from .rules import CATEGORIES, RULES, TIERS

HEAD = """\
language: 1
code: bench-prefecture-year
title: 履职积分办法（测量用）
version: "1"
level: prefecture
body: npc
source:
  - {title: 测量用，虚构}
completeness: full
period: {cycle: calendar_year}
population: {who: 全体代表}
switches:
  tier_rounding: exact
  cap_order: first_in_time
  cap_excess: truncate
  cap_on: gross
  rounding: thousandth_half_up
  period_date: event
  late_outcome: own_period
  one_object: all_items
  role_at: fact_date
  approved_leave: by_table
  missing_data: zero
  target_missed: nothing
  late_starters: in_full
  interim_results: cumulative
  unequal_maxima: allowed
"""


def scheme_text():
    """The whole file, YAML."""
    return HEAD + _kinds() + _categories() + _items() + _ends()


def points(milli):
    """Thousandths as a decimal: 1500 → 1.5."""
    return f"{milli / 1000:g}"


def _kinds():
    words = {}
    for rule in RULES:
        fields = words.setdefault(rule.kind, {})
        for name, value in rule.when.items():
            fields.setdefault(name, [])
            if value not in fields[name]:
                fields[name].append(value)
    lines = ["kinds:"]
    for kind, fields in words.items():
        lines += [f"  {kind}:", f"    name: {kind}", "    fields:"]
        lines += [f"      {name}: [{', '.join(values)}]" for name, values in fields.items()]
    return "\n".join(lines) + "\n"


def _categories():
    lines = ["categories:"]
    lines += [
        f"  - {{code: {code}, name: {code}, max: {points(most)}}}"
        for code, most in CATEGORIES.items()
    ]
    return "\n".join(lines) + "\n"


def _items():
    lines = ["items:"]
    for rule in RULES:
        when = ", ".join(f"{name}: {value}" for name, value in rule.when.items())
        lines += [
            f"  - code: {rule.code}",
            f"    name: {rule.code}",
            f"    category: {rule.category}",
            f"    when: {{kind: {rule.kind}, {when}}}",
            f"    points: {points(rule.points)}",
            f"    limit: {{max: {points(rule.cap)}, per: {rule.per}}}",
        ]
    return "\n".join(lines) + "\n"


def _ends():
    lines = ["total: {max: 120, floor: 0, stated_max: 120}", "tiers:"]
    for code, low in TIERS:
        start = f", from: {points(low)}" if low is not None else ""
        lines.append(f"  - {{code: {code}, name: {code}{start}}}")
    lines.append("ranking: {group: group, min_size: 3, ties: competition}")
    return "\n".join(lines) + "\n"
