"""The switches a measure must state: open ones are named with their choices."""

from .build_values import as_list, mentions, switch_values
from .meaning_awards import award_kind, credit, debit, unit_of, values_of
from .meaning_selectors import asked
from .meaning_words import kinds_read, words_of
from .text import _, say
from .words import SWITCHES


def relevant(plain):
    """Names of the switches this measure must answer, with the path that makes it so."""
    items = plain["items"]
    out = {}

    def because(name, path):
        out.setdefault(name, path)

    because("period_date", ("items",))
    counted = "ballots" not in plain and "starting_tier" not in plain
    if plain.get("tiers") and counted:
        because("tier_rounding", ("tiers",))
    if (plain.get("tiers") and counted) or plain.get("ranking"):
        because("missing_data", ("tiers",) if plain.get("tiers") else ("ranking",))
    if plain.get("ranking"):
        because("late_starters", ("ranking",))
    if plain["period"].get("interim"):
        because("interim_results", ("period", "interim"))
    for path in caps(plain):
        because("cap_order", path)
        because("cap_excess", path)
    for path in mixed(plain):
        because("cap_on", path)
    for index, item in enumerate(items):
        path = ("items", index)
        kind = award_kind(item)
        shared = kind == "target" and missed(item, plain) == "pro_rata"
        if shared or "split" in item or "factors" in item or uneven(item):
            because("rounding", path)
        if kind == "target" and not (isinstance(item["award"], dict) and "missed" in item["award"]):
            because("target_missed", path)
        if reads_outcome(item) and "late_outcome" not in item:
            because("late_outcome", path)
        if mentions(item["when"], "subject_role") or by_role(item):
            because("role_at", path)
        if reads_leave(item, plain):
            because("approved_leave", path)
    for index, block in enumerate(plain.get("categories", ())):
        if block.get("start") == "full":
            because("no_meeting_held", ("categories", index, "start"))
    for index, one in enumerate(plain.get("history", ())):
        if one["span"] == "periods":
            because("look_back_gaps", ("history", index))
    for path, when in asked(plain):
        if mentions(when, "subject_role"):
            because("role_at", path)
    for key in ("rates", "relative", "weights", "multipliers"):
        if plain.get(key):
            because("rounding", (key,))
    for index, one in enumerate(plain.get("measures", ())):
        if "per" in one:
            because("rounding", ("measures", index))
    stated = switch_values(plain)
    if stated.get("late_starters") == "per_month":
        because("rounding", ("switches", "late_starters"))
    if plain["total"].get("removed") == "rescaled":
        because("rounding", ("total", "removed"))
    pair = overlapping(items)
    if pair is not None:
        because("one_object", ("items", pair))
    if plain.get("ranking") and maxima_differ(plain):
        because("unequal_maxima", ("ranking",))
    return out


def check(plain, notes):
    """Every relevant switch is stated, with a choice the engine can do."""
    stated = switch_values(plain)
    for name, path in relevant(plain).items():
        if name not in stated:
            switch = SWITCHES[name]
            notes.fault(
                "switch",
                path,
                say(
                    _("The switch %(name)s (no. %(number)s) is open: %(asks)s"),
                    name=name,
                    number=switch.number,
                    asks=say(switch.asks),
                ),
                say(
                    _("Write under switches: %(name)s: with one of %(choices)s."),
                    name=name,
                    choices=", ".join(switch.choices),
                ),
            )
    for name, chosen in stated.items():
        if chosen in SWITCHES[name].later:
            notes.fault(
                "not_yet",
                ("switches", name),
                say(_("The engine cannot do %(choice)s yet."), choice=chosen),
                say(_("Write one of: %(words)s."), words=", ".join(SWITCHES[name].choices)),
            )
    leave(plain, stated.get("approved_leave"), notes)


def caps(plain):
    """Paths of everything with an upper bound that some credit can meet."""
    home = {
        key: {item.get(word) for item in plain["items"] if credit(item)}
        for key, word in (("categories", "category"), ("pools", "pool"))
    }
    earning = {item["code"] for item in plain["items"] if credit(item)}
    for index, item in enumerate(plain["items"]):
        limit = item.get("limit")
        if not isinstance(limit, dict) or {"order", "excess"} <= set(limit):
            continue
        if "count" in limit or limit.get("max", "none") != "none":
            yield ("items", index, "limit")
    for index, limit in enumerate(plain.get("limits", ())):
        if limit.get("max", "none") != "none" and earning & set(limit["items"]):
            yield ("limits", index)
    for key in ("categories", "pools"):
        for index, block in enumerate(plain.get(key, ())):
            if block["max"] not in ("none", "not_stated") and block["code"] in home[key]:
                yield (key, index, "max")
    if plain["total"]["max"] != "none" and earning:
        yield ("total", "max")


def mixed(plain):
    """Paths of capped groups that hold credits and deductions."""
    for key, home in (("categories", "category"), ("pools", "pool")):
        for index, block in enumerate(plain.get(key, ())):
            mine = [item for item in plain["items"] if item.get(home) == block["code"]]
            if block["max"] not in ("none", "not_stated") and both(mine):
                yield (key, index)
    for index, limit in enumerate(plain.get("limits", ())):
        mine = [item for item in plain["items"] if item["code"] in limit["items"]]
        if limit.get("max", "none") != "none" and both(mine):
            yield ("limits", index)
    for index, item in enumerate(plain["items"]):
        limit = item.get("limit")
        if isinstance(limit, dict) and limit.get("max", "none") != "none" and both([item]):
            yield ("items", index, "limit")
    if plain["total"]["max"] != "none" and both(plain["items"]):
        yield ("total",)


def both(items):
    """Whether there are credits and deductions among them."""
    return any(credit(item) for item in items) and any(debit(item) for item in items)


def missed(item, plain):
    """What a missed target earns, from the item or the switch."""
    award = item.get("award")
    own = award.get("missed") if isinstance(award, dict) else None
    return own or switch_values(plain).get("target_missed")


def uneven(item):
    """Quantities of thousandths may give points finer than a thousandth."""
    count, given = unit_of(item)
    linear = item.get("curve", {}).get("between") == "linear"
    return (count == "quantity" and "step" not in given) or count == "half_day" or linear


def reads_outcome(item):
    """Whether outcomes of an object are read."""
    asked = item["when"].get("outcome")
    table = item.get("table", {})
    return "outcome" in as_list(table.get("by")) or (
        asked not in (None, "none") or mentions(item["when"].get("any"), "outcome")
    )


def by_role(item):
    """Whether the value depends on the role of the deputy."""
    factors = item.get("factors", {}).get("list", ())
    return "subject_role" in as_list(item.get("table", {}).get("by")) or any(
        mentions(factor["when"], "subject_role") for factor in factors
    )


def reads_leave(item, plain):
    """Whether approved leave is among the statuses of a kind the item reads."""
    return any(
        "leave_approved" in as_list(plain["kinds"][kind].get("fields", {}).get("status"))
        for kind in kinds_read(item["when"], plain["kinds"])
    )


def leave_values(item):
    """(points of approved leave, points of being present) pairs the item states; None if unread."""
    when = item["when"].get("status")
    table = item.get("table")
    by = as_list(table["by"]) if table else []
    if "status" not in by:
        read = when == "any" or (when is not None and "leave_approved" in words_of(when))
        if isinstance(when, dict):
            read = "leave_approved" not in words_of(when)
        if not read:
            return []
        present = isinstance(when, list) and "present" in when
        return [(value, value if present else None) for value in values_of(item)]
    rows = [table["values"]]
    if len(by) == 2:
        rows = list(table["values"].values())
        if by[0] == "status":
            get = table["values"].get
            rows = [
                {"leave_approved": leave, "present": (get("present") or {}).get(word)}
                for word, leave in (get("leave_approved") or {}).items()
            ]
    named = when not in (None, "any") and not isinstance(when, dict)
    if named and "leave_approved" not in as_list(when):
        return []
    return [
        (row.get("leave_approved", table.get("else")), row.get("present"))
        for row in rows
        if isinstance(row, dict) and row.get("leave_approved", table.get("else")) is not None
    ]


def leave(plain, chosen, notes):
    """The tables agree with what the switch says of approved leave."""
    if chosen in (None, "by_table"):
        return
    for index, item in enumerate(plain["items"]):
        for value, present in leave_values(item):
            wrong = {
                "negative": value >= 0,
                "zero": value != 0,
                "partial": value <= 0 or (present is not None and value >= present),
                "full": present is not None and value != present,
            }[chosen]
            if wrong:
                notes.fault(
                    "leave",
                    ("items", index),
                    say(
                        _(
                            "Approved leave is worth %(value)s here, and the switch "
                            "approved_leave says %(choice)s."
                        ),
                        value=value,
                        choice=chosen,
                    ),
                    say(_("Change the value, or write approved_leave: by_table.")),
                )
                break
    credits_presence = any(
        credit(item) and reads_leave(item, plain) and not leave_values(item)
        for item in plain["items"]
    )
    if chosen == "full" and credits_presence:
        notes.fault(
            "leave",
            ("switches", "approved_leave"),
            say(
                _(
                    "The switch says approved leave earns as much as being present, and an "
                    "item credits being present alone."
                )
            ),
            say(_("Add leave_approved to that item.")),
        )


def overlapping(items):
    """Index of the second of two credits that one object could earn in; None if there are none."""
    credits = [(index, item) for index, item in enumerate(items) if credit(item)]
    for place, (_first, one) in enumerate(credits):
        for index, other in credits[place + 1 :]:
            if all(meet(one["when"].get(f), other["when"].get(f)) for f in SAME_ON_OBJECT):
                return index
    return None


SAME_ON_OBJECT = ("kind", "occasion", "level", "subject_role")


def meet(one, other):
    """Whether two questions about a field can be answered by the same word."""
    if None in (one, other) or "any" in (one, other):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return True
    if isinstance(one, dict):
        one, other = other, one
    if isinstance(other, dict):
        return bool(set(as_list(one)) - set(words_of(other)))
    return bool(set(as_list(one)) & set(as_list(other)))


def maxima_differ(plain):
    """Whether roles can reach different maxima."""
    base = plain.get("base")
    if isinstance(base, dict) and base.get("by_role"):
        return True
    return any(mentions(item["when"], "subject_role") or by_role(item) for item in plain["items"])
