"""Faults of meaning in what stands above the items: parts that must exist, questions left open."""

from ..build_values import milli_or_none, number, switch_values
from ..meaning_switches import both
from ..meaning_words import unknown_word
from ..results.meaning import exactly_one, not_with
from ..text import _, say
from .build import maximum_of
from .meaning_factors import ballots, months, multipliers
from .values import Part

PART_KEYS = ("category", "pool", "item")
GROUPS = ("group", "constituency", "level")


def check(plain, notes):
    """Run every check on comparisons, means, factors and ballots."""
    parts = Parts(plain)
    for index, one in enumerate(plain.get("missing_parts", ())):
        missing(one, ("missing_parts", index), parts, plain, notes)
    seen = set()
    for index, one in enumerate(plain.get("rates", ())):
        rate(one, ("rates", index), parts, seen, plain, notes)
    seen = set()
    for index, one in enumerate(plain.get("relative", ())):
        relative(one, ("relative", index), parts, seen, plain, notes)
    means = {}
    for index, one in enumerate(plain.get("weights", ())):
        weights(one, ("weights", index), parts, means, plain, notes)
    removed(plain, means, notes)
    total_bounds(plain, notes)
    others(plain, parts, notes)
    multipliers(plain, notes)
    ballots(plain, notes)
    months(plain, notes)


class Parts:
    """The categories, pools and items a rule may name."""

    def __init__(self, plain):
        self.plain = plain
        self.entries = {
            "category": {one["code"]: one for one in plain.get("categories", ())},
            "pool": {one["code"]: one for one in plain.get("pools", ())},
            "item": {one["code"]: one for one in plain["items"]},
        }
        self.blocks = {**self.entries["category"], **self.entries["pool"]}

    def home(self, code):
        """The category or pool of an item."""
        item = self.entries["item"][code]
        return item.get("category") or item.get("pool")

    def may_be_missing(self, part):
        """Whether a rule says when this part is missing."""
        for one in self.plain.get("missing_parts", ()):
            if named(one) == part:
                return True
        for one in self.plain.get("relative", ()):
            if named(one) == part and one["otherwise"] == "missing":
                return True
        for one in self.plain.get("rates", ()):
            if named(one) == part and one["nothing_due"] == "missing":
                return True
        return any(
            one.get("none_left") == "missing" and part == Part("block", one["of"])
            for one in self.plain.get("weights", ())
        )


def named(one):
    """The Part a rule names, or None."""
    for key in PART_KEYS:
        if key in one:
            return Part("item" if key == "item" else "block", one[key])
    return None


def named_part(one, path, parts, notes):
    """The Part of a rule that exists; None with a fault otherwise."""
    key = exactly_one(one, PART_KEYS, path, notes)
    if key is None:
        return None
    if one[key] not in parts.entries[key]:
        unknown_word(notes, (*path, key), one[key], parts.entries[key])
        return None
    return named(one)


def grouped(one, path, plain, notes):
    """A group is a column of the people."""
    known = ["all", *GROUPS, *plain.get("population", {}).get("fields", [])]
    if "within" in one and one["within"] not in known:
        unknown_word(notes, (*path, "within"), one["within"], known)


def missing(one, path, parts, plain, notes):
    """A part and one way of being missing."""
    named_part(one, path, parts, notes)
    how = exactly_one(one, ("when", "unless", "no_record_of"), path, notes)
    grouped(one, path, plain, notes)
    if one.get("no_record_of") == "everybody":
        if "within" not in one:
            notes.fault(
                "missing",
                path,
                say(_("The key %(key)s is missing."), key="within"),
                say(_("Say whose records are looked at: within: all, or a group.")),
            )
    elif how:
        message = say(_("A group matters only where everybody's records are asked."))
        not_with(one, "within", path, message, notes)


def remade(code, path, parts, plain, notes):
    """A category that is compared or averaged starts empty and is cut exactly."""
    entry = parts.blocks[code]
    if entry.get("start") == "full":
        notes.fault(
            "remade",
            path,
            say(_("A category that starts full cannot be compared or averaged.")),
            say(_("Remove start: full, or compare the items.")),
        )
    if entry["max"] not in ("none", "not_stated"):
        key = "category" if code in parts.entries["category"] else "pool"
        mine = [item for item in plain["items"] if item.get(key) == code]
        one_figure(mine, path, plain, notes)


def one_figure(items, path, plain, notes):
    """Bounds of a single figure leave no choice of what is dropped, or capped before what."""
    stated = switch_values(plain)
    if stated.get("cap_excess") == "drop":
        notes.fault(
            "one_figure",
            path,
            say(_("The bounds here cut one figure; no single credit can be dropped.")),
            say(_("Write cap_excess: truncate, or take the maximum away.")),
        )
    if stated.get("cap_on") == "gross" and both(items):
        notes.fault(
            "one_figure",
            path,
            say(_("The bounds here cut one figure; credits cannot be capped before deductions.")),
            say(_("Write cap_on: net, or take the maximum away.")),
        )


def relative(one, path, parts, seen, plain, notes):
    """A comparison names its population and says what holds without one."""
    part = named_part(one, path, parts, notes)
    grouped(one, path, plain, notes)
    if one["to"] == "spread" and "step" not in one:
        notes.fault(
            "missing",
            path,
            say(_("The key %(key)s is missing."), key="step"),
            say(_("Write how many points one standard deviation is worth.")),
        )
    if one["to"] != "spread":
        message = say(_("Only a comparison with the spread has a step."))
        not_with(one, "step", path, message, notes)
    if part is None:
        return
    made_anew(one, part, path, parts, seen, plain, notes)
    left_missing(one, part, "otherwise", path, plain, notes)


def rate(one, path, parts, seen, plain, notes):
    """A share of what fell due names its part and says what holds where nothing did."""
    part = named_part(one, path, parts, notes)
    if part is None:
        return
    made_anew(one, part, path, parts, seen, plain, notes)
    left_missing(one, part, "nothing_due", path, plain, notes)


def made_anew(one, part, path, parts, seen, plain, notes):
    """A part is made anew once in each way, and inside its own maximum."""
    if part in seen:
        notes.fault(
            "duplicate_code",
            path,
            say(_("This part is compared twice.")),
            say(_("Keep one of the two.")),
        )
    seen.add(part)
    if part.kind == "block":
        remade(part.code, path, parts, plain, notes)
        top = milli_or_none(parts.blocks[part.code]["max"])
        if top is not None and milli_or_none(one["points"]) > top:
            notes.fault(
                "cap_above",
                (*path, "points"),
                say(
                    _("The credit %(cap)s is above the maximum %(top)s of %(block)s."),
                    cap=number(milli_or_none(one["points"])),
                    top=number(top),
                    block=part.code,
                ),
                say(_("Write %(top)s or less, or raise the maximum."), top=number(top)),
            )


def left_missing(one, part, key, path, plain, notes):
    """A part can go missing only in a mean."""
    if one[key] == "missing" and not in_a_mean(part, plain):
        notes.fault(
            key,
            (*path, key),
            say(_("A part can only be missing where it belongs to a mean.")),
            say(_("Write nothing or full.")),
        )


def in_a_mean(part, plain):
    """Whether some mean has this part."""
    return any(
        part == Part("block" if one["of"] == "total" else "item", entry["part"])
        for one in plain.get("weights", ())
        for entry in one["parts"]
    )


def weights(one, path, parts, means, plain, notes):
    """A mean names all its parts, their full marks, and what becomes of a missing one."""
    of = one["of"]
    if of != "total" and of not in parts.blocks:
        unknown_word(notes, (*path, "of"), of, ["total", *parts.blocks])
        return
    if of in means:
        notes.fault(
            "duplicate_code",
            (*path, "of"),
            say(_("There are two means of the same thing.")),
            say(_("Keep one of the two.")),
        )
    means[of] = one
    if of == "total":
        known, needed = parts.blocks, list(parts.entries["category"])
    else:
        known = [code for code in parts.entries["item"] if parts.home(code) == of]
        needed = known
        remade(of, (*path, "of"), parts, plain, notes)
    codes = [entry["part"] for entry in one["parts"]]
    for place, code in enumerate(codes):
        if code not in known:
            unknown_word(notes, (*path, "parts", place, "part"), code, known)
        elif code in codes[:place]:
            notes.fault(
                "duplicate_code",
                (*path, "parts", place, "part"),
                say(_("The code %(code)s is used twice."), code=code),
                say(_("Keep one of the two.")),
            )
        else:
            full_mark(one, place, Part("block" if of == "total" else "item", code), plain, path,
                      notes)  # fmt: skip
    left = [code for code in needed if code not in codes]
    if left:
        notes.fault(
            "left_out",
            (*path, "parts"),
            say(_("The mean does not say what becomes of: %(codes)s."), codes=", ".join(left)),
            say(_("Add it to parts:, or move it elsewhere.")),
        )
    gone(one, path, parts, codes, notes)


def full_mark(one, place, part, plain, path, notes):
    """What counts as a full mark agrees with the scale of the mean and is known."""
    here = (*path, "parts", place, "over")
    over = one["parts"][place]["over"]
    if (over == "none") != (one["scale"] == "none"):
        notes.fault(
            "scale",
            here,
            say(_("A mean is either of points as they are, or of parts over their full mark.")),
            say(_("Write over: none in every part together with scale: none, or in neither.")),
        )
    elif over == "max" and milli_or_none(maximum_of(part, plain)) in (None, 0):
        notes.fault(
            "scale",
            here,
            say(_("%(part)s states no maximum to be a full mark."), part=part.code),
            say(_("Write over: with a number, or state the maximum.")),
        )
    for role in over.get("by_role", {}) if isinstance(over, dict) else ():
        if role not in plain.get("roles", {}):
            unknown_word(
                notes,
                (*here, "by_role", role),
                role,
                plain.get("roles", {}),
                say(_("No role %(word)s is declared under roles."), word=role),
            )


def gone(one, path, parts, codes, notes):
    """Where a part may be missing, the mean says what becomes of its weight."""
    kind = "block" if one["of"] == "total" else "item"
    possible = any(parts.may_be_missing(Part(kind, code)) for code in codes)
    if possible and "missing" not in one:
        notes.fault(
            "switch",
            path,
            say(_("It is open what becomes of the weight of a missing part (switch no. 12).")),
            say(_("Write missing: dropped or zero.")),
        )
    if not possible:
        for key in ("missing", "none_left"):
            message = say(_("Nothing says when one of its parts is missing."))
            not_with(one, key, path, message, notes)
        return
    if one.get("missing") == "dropped":
        words = ["too_few_data", "nothing"] + (["missing"] if one["of"] != "total" else [])
        if one.get("none_left") not in words:
            notes.fault(
                "switch",
                path,
                say(_("It is open what holds when every part is missing (switch no. 12).")),
                say(_("Write none_left: with one of %(words)s."), words=", ".join(words)),
            )
    else:
        message = say(_("Only dropped parts can leave nothing."))
        not_with(one, "none_left", path, message, notes)


def removed(plain, means, notes):
    """A category that falls away says what becomes of the maximum of the total."""
    chosen = switch_values(plain).get("no_meeting_held") == "removed"
    total, path = plain["total"], ("total",)
    if not chosen:
        message = say(_("Only no_meeting_held: removed takes a category away."))
        not_with(total, "removed", path, message, notes)
        return
    if "removed" not in total:
        notes.fault(
            "switch",
            path,
            say(_("It is open what a category that falls away does to the total (switch no. 17).")),
            say(_("Write removed: lowered, or removed: rescaled.")),
        )
        return
    if "total" in means:
        notes.fault(
            "removed",
            (*path, "removed"),
            say(_("In a mean a category that falls away is a missing part.")),
            say(_("Write no_meeting_held: empty, and missing_parts: with unless:.")),
        )
    whole = milli_or_none(total.get("stated_max", total["max"]))
    if total["removed"] == "rescaled" and whole is None:
        notes.fault(
            "removed",
            (*path, "removed"),
            say(_("There is no maximum to bring the total to.")),
            say(_("Write stated_max: with the maximum of the text.")),
        )
    full = sum(
        milli_or_none(block["max"]) or 0
        for block in plain.get("categories", ())
        if block.get("start") == "full"
    )
    if total["removed"] == "rescaled" and whole is not None and full >= whole:
        notes.fault(
            "removed",
            (*path, "removed"),
            say(_("If every full category fell away, nothing would be left to bring up.")),
            say(_("Write removed: lowered, or correct the maximum.")),
        )


def total_bounds(plain, notes):
    """Where the total is made of compared parts or multiplied first, it is one figure."""
    after = plain.get("multipliers", {}).get("bounds") == "after"
    made = plain.get("relative") or plain.get("weights") or plain["total"].get("removed") or after
    if made and plain["total"]["max"] != "none":
        one_figure(plain["items"], ("total", "max"), plain, notes)


def others(plain, parts, notes):
    """The other people of an example are known by their totals, or by their parts."""
    compared = plain.get("relative") or any(
        one.get("no_record_of") == "everybody" for one in plain.get("missing_parts", ())
    )
    for index, example in enumerate(plain.get("examples", ())):
        for place, one in enumerate(example["given"].get("others", ())):
            path = ("examples", index, "given", "others", place)
            by_parts = "categories" in one or "items" in one
            if ("total" in one) == by_parts or (compared and not by_parts):
                notes.fault(
                    "others",
                    path,
                    say(_("The others of this measure are known by their parts, not by a total."))
                    if compared
                    else say(_("Others are known either by their total or by their parts.")),
                    say(
                        _("Write e.g. {categories: {%(code)s: 20}}."),
                        code=next(iter(parts.blocks), "work"),
                    )
                    if compared
                    else say(_("Write e.g. {total: 43}.")),
                )
            for key, known in (("categories", parts.blocks), ("items", parts.entries["item"])):
                for code in one.get(key, {}):
                    if code not in known:
                        unknown_word(notes, (*path, key, code), code, known)
