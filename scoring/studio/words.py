"""Keys and words of the language as people at the desk say them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..rules import FIELDS, UNITS, WINDOWS, WORDS

LABELS = {
    "title": gettext_lazy("Title"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name of the rule"),
    "version": gettext_lazy("Version"),
    "level": gettext_lazy("Level"),
    "body": gettext_lazy("Body"),
    "completeness": gettext_lazy("Is the whole text known?"),
    "left_out": gettext_lazy("What is left out"),
    "notes": gettext_lazy("Remarks"),
    "note": gettext_lazy("Remark"),
    "clause": gettext_lazy("Clause"),
    "category": gettext_lazy("Category"),
    "pool": gettext_lazy("Bonus pool"),
    "when": gettext_lazy("Which records count"),
    "unit": gettext_lazy("What is counted"),
    "points": gettext_lazy("Value of one unit"),
    "table": gettext_lazy("Points by a table"),
    "award": gettext_lazy("How units become points"),
    "ladder": gettext_lazy("Several outcomes of one object"),
    "factors": gettext_lazy("Multipliers"),
    "limit": gettext_lazy("Bounds of its own"),
    "dated_by": gettext_lazy("Which date decides"),
    "late_outcome": gettext_lazy("A late outcome"),
    "recorder": gettext_lazy("Who enters it"),
    "verifier": gettext_lazy("Who checks it"),
    "proof": gettext_lazy("What proves it"),
    "max": gettext_lazy("At most (points)"),
    "floor": gettext_lazy("At least (points)"),
    "count": gettext_lazy("How many"),
    "per": gettext_lazy("In each"),
    "order": gettext_lazy("Which credits survive"),
    "excess": gettext_lazy("What passes the cap"),
    "keep": gettext_lazy("Which record on one object"),
    "step": gettext_lazy("Step"),
    "part": gettext_lazy("What is left over"),
    "over": gettext_lazy("Steps taken over"),
    "kind": gettext_lazy("Manner"),
    "n": gettext_lazy("How many units"),
    "choose": gettext_lazy("Which one counts"),
    "missed": gettext_lazy("If the target is missed"),
    "start": gettext_lazy("Starts"),
    "end": gettext_lazy("Ends"),
    "held": gettext_lazy("Records that show a duty fell due"),
    "items": gettext_lazy("Items"),
    "cycle": gettext_lazy("Cycle"),
    "from": gettext_lazy("From"),
    "below": gettext_lazy("Below"),
    "to": gettext_lazy("To"),
    "stated": gettext_lazy("Words of the source"),
    "stated_max": gettext_lazy("Maximum the text names"),
    "interim": gettext_lazy("Results inside the period"),
    "at_least": gettext_lazy("At least"),
    "at_most": gettext_lazy("At most"),
    "share": gettext_lazy("Share"),
    "fails_to": gettext_lazy("Who fails it"),
    "take": gettext_lazy("Taken from"),
    "percent": gettext_lazy("Per cent"),
    "base": gettext_lazy("Per cent of"),
    "rounding": gettext_lazy("Rounding"),
    "ties": gettext_lazy("Ties"),
    "within": gettext_lazy("Counted within"),
    "eligible": gettext_lazy("Who can be taken"),
    "after": gettext_lazy("After these quotas"),
    "sets_tier": gettext_lazy("Makes the tier"),
    "do": gettext_lazy("What is to be done"),
    "owner": gettext_lazy("By whom"),
    "options": gettext_lazy("Steps to choose from"),
    "concerns": gettext_lazy("Whom it concerns"),
    "within_days": gettext_lazy("Within how many days"),
    "by": gettext_lazy("By"),
    "by_role": gettext_lazy("By office held"),
    "group": gettext_lazy("Ranked within"),
    "min_size": gettext_lazy("Fewest people in a ranking"),
    "min_days": gettext_lazy("Fewest days served"),
    "min_obliged": gettext_lazy("Fewest duties due"),
    "effect": gettext_lazy("Effect"),
    "tier": gettext_lazy("Tier"),
    "decided_by": gettext_lazy("Decided by"),
    "history": gettext_lazy("Look-back"),
    "result": gettext_lazy("Which results"),
    "span": gettext_lazy("Over which time"),
    "periods": gettext_lazy("How many periods"),
    "fields": gettext_lazy("What is recorded with it"),
    "who": gettext_lazy("In words"),
    "unscored": gettext_lazy("Not scored"),
    "unranked": gettext_lazy("Scored, not ranked"),
    "url": gettext_lazy("Address"),
    "seen": gettext_lazy("What was seen of it"),
    "else": gettext_lazy("All other words"),
    "combine": gettext_lazy("Several at once"),
    "list": gettext_lazy("List"),
}
CHOICES = {
    "each": gettext_lazy("every unit earns its points"),
    "once": gettext_lazy("once, however many"),
    "from_nth": gettext_lazy("from the n-th on"),
    "target": gettext_lazy("when a number is reached"),
    "first": gettext_lazy("the first"),
    "highest": gettext_lazy("the highest"),
    "add": gettext_lazy("they add up"),
    "nothing": gettext_lazy("nothing"),
    "pro_rata": gettext_lazy("its share"),
    "full": gettext_lazy("full, and is eaten"),
    "zero": gettext_lazy("from nothing"),
    "none": gettext_lazy("none"),
    "not_stated": gettext_lazy("the source leaves it out"),
    "partial": gettext_lazy("only in part"),
    "npc": gettext_lazy("people's congress"),
    "cppcc": gettext_lazy("CPPCC"),
    "other": gettext_lazy("other"),
    "calendar_year": gettext_lazy("calendar year"),
    "year_from": gettext_lazy("a year from another day"),
    "window": gettext_lazy("a fixed time"),
    "quarter": gettext_lazy("quarter"),
    "month": gettext_lazy("month"),
    "half_year": gettext_lazy("half-year"),
    "period": gettext_lazy("period"),
    "first_in_time": gettext_lazy("the earliest"),
    "highest_first": gettext_lazy("the highest first"),
    "truncate": gettext_lazy("is cut to fit"),
    "drop": gettext_lazy("earns nothing"),
    "object": gettext_lazy("one object"),
    "subject": gettext_lazy("one deputy"),
    "competition": gettext_lazy("1, 2, 2, 4"),
    "dense": gettext_lazy("1, 2, 2, 3"),
    "top": gettext_lazy("the top"),
    "bottom": gettext_lazy("the bottom"),
    "met": gettext_lazy("met"),
    "failed": gettext_lazy("failed"),
    "event": gettext_lazy("the day it was done"),
    "submission": gettext_lazy("the day it was handed in"),
}
PLACED = {
    ("completeness", "full"): gettext_lazy("the whole text"),
    ("unit", "object"): UNITS["object"],
    ("dated_by", "object"): gettext_lazy("the day of the object"),
    ("choose", "order"): gettext_lazy("in the order listed"),
}


def label_of(name):
    """A key as people say it; the key itself where nobody said it yet."""
    return LABELS.get(name) or FIELDS.get(name, name)


def choice_of(name, word):
    """A choice as people say it, with its word of the language behind it."""
    said = PLACED.get((name, word))
    if said is None and name in ("count", "unit"):
        said = UNITS.get(word)
    if said is None and name == "per":
        said = WINDOWS.get(word) or CHOICES.get(word)
    if said is None:
        said = CHOICES.get(word) or word_of(name, word)
    return f"{said}（{word}）" if said and str(said) != word else str(word)


def field_of(field):
    """A field of a record as people say it."""
    return _("kind of duty") if field == "kind" else str(FIELDS.get(field, field))


def word_of(field, word):
    """A word of a field as people say it; the word itself where it is the measure's own."""
    if word == "none":
        return _("not recorded")
    return str(WORDS.get(field, {}).get(word, word))
