"""Caps and floors that fit into each other: item in set in category in total."""

from .build_values import as_list, milli, milli_or_none, number
from .meaning_awards import BELOW, credit, debit, values_of
from .meaning_counts import whole_count
from .meaning_cycles import exclusion_cycles
from .meaning_stated import stated_maximum
from .meaning_words import unknown_word
from .text import _, say


def check(plain, notes):
    """No cap above the block it lies in, no floor above the start, every floor stated."""
    blocks = {}
    for key in ("categories", "pools"):
        for index, block in enumerate(plain.get(key, ())):
            blocks[block["code"]] = (key, index, block)
    if not blocks and plain["items"]:
        notes.fault(
            "missing",
            (),
            say(_("The measure has no category and no pool.")),
            say(_("Add categories: with at least one entry.")),
        )
    homes = {}
    for index, item in enumerate(plain["items"]):
        home = item.get("category") or item.get("pool")
        if home in blocks:
            homes.setdefault(home, []).append((index, item))
    for code, (key, index, block) in blocks.items():
        block_bounds(
            block, (key, index), [item for _index, item in homes.get(code, ())], plain, notes
        )
        for place, item in homes.get(code, ()):
            item_cap(place, item, block, notes)
    sets(plain, blocks, notes)
    exclusions(plain, notes)
    total(plain, blocks, homes, notes)


def block_bounds(block, path, items, plain, notes):
    """One category or pool."""
    top = milli_or_none(block["max"])
    full = block.get("start") == "full"
    if full and top is None:
        notes.fault(
            "bounds",
            (*path, "start"),
            say(_("A category that starts full needs a maximum.")),
            say(_("Write max: with the points it starts with.")),
        )
    if any(debit(item) for item in items) and "floor" not in block:
        notes.fault(
            "switch",
            path,
            say(_("Points can be taken away here and no floor is stated (switch 2).")),
            say(_("Write floor: 0, or floor: none if it may fall below.")),
        )
    floor = milli_or_none(block.get("floor"))
    start = top if full and top is not None else 0
    if floor is not None and floor > start:
        notes.fault(
            "floor",
            (*path, "floor"),
            say(
                _("The floor %(floor)s lies above the start %(start)s."),
                floor=number(floor),
                start=number(start),
            ),
            say(_("Write a floor of %(start)s or less."), start=number(start)),
        )
    if "held" in block and not full:
        notes.fault(
            "unused",
            (*path, "held"),
            say(_("Only a category that starts full asks whether a duty fell due.")),
            say(_("Remove it, or write start: full.")),
        )
    empty = plain.get("switches", {}).get("no_meeting_held")
    empty = empty["is"] if isinstance(empty, dict) else empty
    if full and empty in ("empty", "removed") and "held" not in block:
        notes.fault(
            "missing",
            path,
            say(_("The key %(key)s is missing."), key="held"),
            say(
                _(
                    "Say which records show that a duty fell due, e.g. "
                    "held: {kind: meeting, status: any}."
                )
            ),
        )
    if not items:
        notes.warn("empty_block", path, say(_("No item belongs here; it will always be empty.")))
    elif full and not any(debit(item) for item in items):
        notes.warn("never_eaten", path, say(_("It starts full and nothing takes points away.")))
    elif top and not full:
        reachable(items, top, path, notes)


def reachable(items, top, path, notes):
    """Warn where the caps of the items cannot fill the category."""
    most = 0
    for item in items:
        limit = item.get("limit")
        cap = milli_or_none(limit.get("max")) if isinstance(limit, dict) else None
        award = item.get("award", "each")
        kind = award["kind"] if isinstance(award, dict) else award
        if not credit(item):
            continue
        if cap is not None and limit.get("per", "period") == "period":
            most += cap
        elif kind in ("target", "once") or whole_count(item):
            most += max(values_of(item))
        else:
            return
    if most < top:
        notes.warn(
            "unreachable_max",
            (*path, "max"),
            say(
                _("Its items together give at most %(most)s of %(top)s."),
                most=number(most),
                top=number(top),
            ),
        )


def item_cap(index, item, block, notes):
    """An item's cap is not above its category."""
    limit = item.get("limit")
    cap = milli_or_none(limit.get("max")) if isinstance(limit, dict) else None
    top = milli_or_none(block["max"])
    if cap is not None and top is not None and cap > top:
        notes.fault(
            "cap_above",
            ("items", index, "limit", "max"),
            say(
                _("The cap %(cap)s is above the maximum %(top)s of %(block)s."),
                cap=number(cap),
                top=number(top),
                block=block["code"],
            ),
            say(_("Write %(top)s or less, or raise the maximum."), top=number(top)),
        )
    award = item.get("award")
    target = isinstance(award, dict) and award["kind"] in ("target", "once")
    if target and top is not None and block.get("start") != "full":
        most = max(values_of(item), default=0)
        if most > top:
            notes.fault(
                "cap_above",
                ("items", index, "points" if "points" in item else "table"),
                say(
                    _("The credit %(cap)s is above the maximum %(top)s of %(block)s."),
                    cap=number(most),
                    top=number(top),
                    block=block["code"],
                ),
                say(_("Write %(top)s or less, or raise the maximum."), top=number(top)),
            )


def sets(plain, blocks, notes):
    """Named sets name items, and their cap is not above the blocks they lie in."""
    known = {item["code"]: item for item in plain["items"]}
    for index, limit in enumerate(plain.get("limits", ())):
        path = ("limits", index)
        homes = set()
        for place, code in enumerate(limit["items"]):
            if code not in known:
                unknown_word(notes, (*path, "items", place), code, known)
            else:
                homes.add(known[code].get("category") or known[code].get("pool"))
        if "max" not in limit and "floor" not in limit:
            notes.fault(
                "missing",
                path,
                say(_("A limit needs max or floor.")),
                say(_("Write e.g. max: 20 or floor: -10.")),
            )
        floor = milli_or_none(limit.get("floor"))
        if floor is not None and floor > 0:
            notes.fault(
                "floor",
                (*path, "floor"),
                say(_("A floor of a limit is 0 or less.")),
                say(BELOW),
            )
        cap = milli_or_none(limit.get("max"))
        tops = [milli_or_none(blocks[home][2]["max"]) for home in homes if home in blocks]
        if cap is not None and tops and None not in tops and cap > sum(tops):
            notes.fault(
                "cap_above",
                (*path, "max"),
                say(
                    _("The cap %(cap)s is above the maximum %(top)s of %(block)s."),
                    cap=number(cap),
                    top=number(sum(tops)),
                    block=", ".join(sorted(homes)),
                ),
                say(_("Write %(top)s or less, or raise the maximum."), top=number(sum(tops))),
            )
    if len(plain.get("limits", ())) > 50:
        notes.fault(
            "limit",
            ("limits",),
            say(_("At most 50 limits over several items are read.")),
            say(_("Join limits that bound the same items.")),
        )


def exclusions(plain, notes):
    """Exclusion groups name items."""
    known = [item["code"] for item in plain["items"]]
    for index, group in enumerate(plain.get("exclusions", ())):
        codes = [code for side in group["items"] for code in as_list(side)]
        for place, side in enumerate(group["items"]):
            for code in as_list(side):
                if code not in known:
                    unknown_word(notes, ("exclusions", index, "items", place), code, known)
        if len(set(codes)) != len(codes):
            notes.fault(
                "duplicate_code",
                ("exclusions", index, "items"),
                say(_("An item stands twice in the list.")),
                say(_("Keep one of the two.")),
            )
        if group["per"] == "object":
            one_for_many(codes, plain, ("exclusions", index, "items"), notes)
    exclusion_cycles(plain, notes)


def one_for_many(codes, plain, path, notes):
    """Warn of one credit for many records that would be lost with the object it stands on."""
    for item in plain["items"]:
        award = item.get("award", "each")
        kind = award["kind"] if isinstance(award, dict) else award
        if item["code"] in codes and kind != "each":
            notes.warn(
                "exclusion_of_award",
                path,
                say(
                    _(
                        "The item %(code)s gives one credit for several records (%(kind)s): "
                        "where it loses on one object, no other object earns it instead."
                    ),
                    code=item["code"],
                    kind=kind,
                ),
            )


def total(plain, blocks, homes, notes):
    """The total holds its parts; the stated maximum is the sum of the categories."""
    rule = plain["total"]
    top, floor = milli_or_none(rule["max"]), milli_or_none(rule["floor"])
    base = plain.get("base", 0)
    bases = (
        [milli(base)]
        if not isinstance(base, dict)
        else [milli(base["points"]), *(milli(v) for v in base.get("by_role", {}).values())]
    )
    if isinstance(base, dict):
        for role in base.get("by_role", {}):
            if role not in plain.get("roles", {}):
                unknown_word(
                    notes,
                    ("base", "by_role", role),
                    role,
                    plain.get("roles", {}),
                    say(_("No role %(word)s is declared under roles."), word=role),
                )
    if min(bases) < 0:
        notes.fault(
            "base",
            ("base",),
            say(_("Base points are 0 or more.")),
            say(_("Write 0, or leave base out.")),
        )
    starts = sum(
        milli_or_none(block["max"]) or 0
        for _key, _index, block in blocks.values()
        if block.get("start") == "full"
    )
    if top is not None:
        for key, index, block in blocks.values():
            cap = milli_or_none(block["max"])
            if cap is not None and cap > top:
                notes.fault(
                    "cap_above",
                    (key, index, "max"),
                    say(
                        _("The maximum %(cap)s is above the maximum %(top)s of the total."),
                        cap=number(cap),
                        top=number(top),
                    ),
                    say(_("Write %(top)s or less, or raise the total."), top=number(top)),
                )
        if max(bases) + starts > top:
            notes.fault(
                "cap_above",
                ("total", "max"),
                say(
                    _(
                        "The base and the full categories (%(sum)s) are above the maximum "
                        "%(top)s of the total."
                    ),
                    sum=number(max(bases) + starts),
                    top=number(top),
                ),
                say(_("Raise the total or lower the base.")),
            )
    if floor is not None and floor > min(bases):
        notes.fault(
            "floor",
            ("total", "floor"),
            say(
                _("The floor %(floor)s lies above the start %(start)s."),
                floor=number(floor),
                start=number(min(bases)),
            ),
            say(_("Write a floor of %(start)s or less."), start=number(min(bases))),
        )
    if "stated_max" in rule:
        stated_maximum(plain, milli(rule["stated_max"]), max(bases), blocks, homes, notes)
