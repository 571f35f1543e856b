"""The words a scheme is written with: fact fields, fixed values, and the switches of a measure."""

from dataclasses import dataclass

from .text import _

MILLI = 1000
LANGUAGE = 1

# Fields of a fact a selector or a table may read. None: the values are the scheme's own codes.
FIELD_VALUES = {
    "occasion": None,
    "status": (
        "present", "late", "left_early", "late_and_left_early",
        "leave_approved", "leave_refused", "absent", "no_answer",
    ),
    "role": None,
    "level": ("national", "province", "prefecture", "county", "township"),
    "mode": None,
    "degree": ("whole", "partial"),
    "outcome": None,
    "half_day": ("morning", "afternoon", "evening"),
    "obliged": ("yes", "no", "unknown"),
    "registered": ("yes", "no"),
    "judged_level": None,
}  # fmt: skip
WORD_FIELDS = ("kind", *FIELD_VALUES)
COMPARISONS = ("at_least", "more_than", "at_most", "less_than")
UNITS = ("record", "object", "half_day", "day", "week", "month", "quantity")
DISTINCT_UNITS = ("object", "half_day", "day", "week", "month")
AWARDS = ("each", "once", "from_nth", "target", "above_below")
WINDOWS = ("period", "half_year", "quarter", "month")
RESERVED = (
    "any",
    "none",
)  # in a selector: "any" asks nothing, "none" means nothing is recorded


@dataclass(frozen=True)
class Switch:
    """A question every measure must answer (row ``number`` of the table in the manual)."""

    number: int
    name: str
    asks: str
    choices: dict  # choice -> what it means
    later: tuple = ()  # choices the language knows and the engine does not do yet


SWITCHES = {
    switch.name: switch
    for switch in (
        Switch(1, "tier_rounding", _("What is compared with the bounds of the tiers?"), {
            "exact": _("the total to the thousandth of a point"),
            "whole_half_up": _("the total rounded to whole points, halves up"),
            "whole_down": _("the total cut to whole points"),
            "tenth_half_up": _("the total rounded to tenths, halves up"),
            "tenth_down": _("the total cut to tenths"),
        }),
        Switch(3, "cap_order", _("Which credits survive a cap?"), {
            "first_in_time": _("the earliest, by date and then by record number"),
            "highest_first": _("the highest, then the earliest"),
        }),
        Switch(3, "cap_excess", _("What becomes of the credit that passes the cap?"), {
            "truncate": _("it is cut to what still fits, and marked"),
            "drop": _("it earns nothing, and nor does any credit after it"),
        }),
        Switch(4, "cap_on", _("Does a cap look at credits alone or after deductions?"), {
            "gross": _("credits are capped first, deductions come off afterwards"),
            "net": _("the sum of credits and deductions is capped"),
        }),
        Switch(5, "rounding", _("How is a credit rounded that does not come out even?"), {
            "thousandth_half_up": _("to a thousandth of a point, halves away from zero"),
            "thousandth_down": _("cut to a thousandth of a point, towards zero"),
            "hundredth_half_up": _("to a hundredth of a point, halves away from zero"),
            "hundredth_down": _("cut to a hundredth of a point, towards zero"),
            "tenth_half_up": _("to a tenth of a point, halves away from zero"),
            "tenth_down": _("cut to a tenth of a point, towards zero"),
            "whole_half_up": _("to a whole point, halves away from zero"),
            "whole_down": _("cut to a whole point, towards zero"),
        }),
        Switch(6, "period_date", _("Which date decides the period a record belongs to?"), {
            "event": _("the day the duty was done, or the outcome given"),
            "submission": _("the day the record was handed in"),
            "object": _("the day of the object itself, e.g. of filing the suggestion"),
        }),
        Switch(7, "late_outcome", _("Where does an outcome go that comes after its period?"), {
            "own_period": _("to the period in which the outcome was given"),
            "object_period": _("to the period of the object it belongs to"),
            "nowhere": _("it counts only if the object and the outcome lie in the period"),
        }),
        Switch(9, "one_object", _("May one object earn in several items?"), {
            "all_items": _("in each item it fits, unless an exclusion says otherwise"),
            "highest_item": _("only in the item where it earns most"),
            "first_item": _("only in the first item of the file that it fits"),
        }),
        Switch(10, "role_at", _("Which day decides the role of a deputy?"), {
            "fact_date": _("the day of the record"),
            "period_end": _("the last day served in the period"),
        }),
        Switch(11, "approved_leave", _("What does approved leave do to the points?"), {
            "negative": _("it costs points"),
            "zero": _("it earns nothing and costs nothing"),
            "partial": _("it earns less than being present"),
            "full": _("it earns the same as being present"),
            "by_table": _("the items differ; each table says so for itself"),
        }),
        Switch(12, "missing_data", _("How is a deputy without a single counted record treated?"), {
            "zero": _("scored like anybody else"),
            "null": _("put into the class of too few data"),
        }),
        Switch(13, "target_missed", _("What does a target earn that is missed?"), {
            "nothing": _("nothing"),
            "pro_rata": _("its share, e.g. half the points for one of two times"),
        }),
        Switch(15, "look_back_gaps", _("What does a year without a result do to a run of years?"), {
            "breaks": _("it ends the run: the years before it no longer count"),
            "skipped": _("it is passed over, as if it had not been there"),
        }),
        Switch(16, "late_starters", _("How is a deputy treated who served only a part?"), {
            "in_full": _("scored and ranked in full"),
            "not_ranked": _("scored, not ranked"),
            "per_month": _("by the mean of each month served, brought to the whole period"),
        }),
        Switch(17, "no_meeting_held", _("What if a block starts full and no duty fell due?"), {
            "full": _("the block stays full"),
            "empty": _("the block is empty"),
            "removed": _("the block falls away, and its maximum with it"),
        }),
        Switch(18, "interim_results", _("What does an interim result cover?"), {
            "cumulative": _("everything from the start of the period"),
            "separate": _("the interim period alone"),
        }),
        Switch(21, "unequal_maxima", _("How are deputies with different maxima ranked?"), {
            "allowed": _("ranked together all the same"),
            "grouped": _("ranked apart, by the roles that make the difference"),
        }),
    )
}  # fmt: skip

# Keys of the language that stand for constructs the engine does not do yet: refused by name.
LATER = {
    "assessors": _("several assessors (self, group, office)"),
}

# The same deeper in the file: (names of the blocks on the way) -> key -> what it stands for.
LATER_WITHIN = {
    ("items",): {
        **LATER,
        "self_score": LATER["assessors"],
    },
}
