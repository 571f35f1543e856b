"""Made-up schemes, people and facts for Hypothesis, scored by the engine and by the reference."""

from datetime import date, timedelta

import polars as pl
from hypothesis import strategies as st

from scoring.engine import (
    FACT_COLUMNS,
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    Period,
    score,
)
from scoring.scheme import build_scheme

from . import worlds_values as values
from .reference import Person

PERIOD = Period("2024", date(2024, 1, 1), date(2024, 12, 31))
STATUS = ("present", "late", "leave_approved", "absent")
WORDS = {
    "kind": ("meeting", "suggestion"),
    "occasion": ("plenary", "committee"),
    "status": STATUS,
    "role": ("lead", "cosigner"),
    "outcome": ("filed", "key"),
    "half_day": ("morning", "afternoon"),
    "obliged": ("yes", "no"),
    "registered": ("yes", "no"),
}
NUMBERS = st.integers(-40, 60).map(lambda n: n / 4).map(lambda n: int(n) if n == int(n) else n)


def some(strategy):
    return st.one_of(st.none(), strategy)


def decimals(low, high, step=250):
    """Numbers of the file: ints or Decimals of thousandths."""
    from decimal import Decimal

    return st.integers(low * 1000 // step, high * 1000 // step).map(
        lambda n: Decimal(n * step) / 1000
    )


@st.composite
def selectors(draw):
    out = {"kind": draw(st.sampled_from(WORDS["kind"]))}
    for field in ("status", "role", "outcome", "occasion", "obliged", "registered"):
        if draw(st.integers(0, 7)) == 0:
            words = draw(st.lists(st.sampled_from(WORDS[field]), min_size=1, unique=True))
            form = draw(st.integers(0, 3))
            out[field] = {"not": words} if form == 0 else "any" if form == 1 else words
    if draw(st.integers(0, 5)) == 0:
        out["subject_role"] = draw(st.sampled_from(["chair", {"not": "chair"}, ["chair", "none"]]))
    if draw(st.integers(0, 6)) == 0:
        out["quantity"] = {draw(st.sampled_from(["at_least", "less_than"])): draw(decimals(0, 3))}
    if draw(st.integers(0, 6)) == 0:
        out["any"] = [{"status": "present"}, {"role": "lead"}]
    if draw(st.integers(0, 6)) == 0:
        out["not"] = {"status": "absent"}
    return out


@st.composite
def tables(draw):
    by = draw(
        st.lists(
            st.sampled_from(["status", "role", "outcome", "subject_role"]),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    words = [("chair", "none") if f == "subject_role" else (*WORDS[f], "none") for f in by]

    def row(options):
        chosen = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
        return {word: draw(decimals(-3, 6)) for word in chosen}

    if len(by) == 1:
        values = row(words[0])
    else:
        values = {
            word: row(words[1])
            for word in draw(st.lists(st.sampled_from(words[0]), min_size=1, unique=True))
        }
    table = {"by": by, "values": values}
    if draw(st.integers(0, 4)):
        table["else"] = draw(decimals(-2, 3))
    return table


@st.composite
def limits(draw):
    out = {}
    if draw(st.booleans()):
        out["max"] = draw(decimals(0, 12))
    if draw(st.booleans()):
        out["floor"] = draw(decimals(-6, 0))
    out["per"] = draw(st.sampled_from(["period", "month", "quarter", "half_year"]))
    out["order"] = draw(st.sampled_from(["first_in_time", "highest_first"]))
    out["excess"] = draw(st.sampled_from(["truncate", "drop"]))
    return out


@st.composite
def items(draw, number):
    out = {"code": f"i{number}", "name": f"i{number}", "when": draw(selectors())}
    out["category"] = draw(st.sampled_from(["a", "b"]))
    award = draw(st.sampled_from(["each", "each", "once", "from_nth", "target"]))
    if award == "target":
        out["points"] = draw(decimals(0, 12))
        out["award"] = {
            "kind": "target",
            "n": draw(st.integers(1, 4)),
            "missed": draw(st.sampled_from(["nothing", "pro_rata"])),
        }
    else:
        if draw(st.booleans()):
            out["table"] = draw(tables())
        else:
            out["points"] = draw(decimals(-5, 8))
        if award == "once":
            out["award"] = {"kind": "once", "choose": draw(st.sampled_from(["first", "highest"]))}
        elif award == "from_nth":
            out["award"] = {"kind": "from_nth", "n": draw(st.integers(2, 3))}
        else:
            out["ladder"] = draw(st.sampled_from([None, "add", "highest"]))
            if draw(st.integers(0, 3)) == 0:
                out["factors"] = {
                    "combine": draw(st.sampled_from(["product", "lowest", "table"])),
                    "list": [
                        {"when": {"role": "cosigner"}, "factor": draw(decimals(0, 2))},
                        {"when": {"status": "late"}, "factor": draw(decimals(0, 2))},
                    ],
                }
    count = draw(
        st.sampled_from(
            ["record", "record", "object", "half_day", "day", "week", "month", "quantity"]
        )
    )
    unit = {"count": count}
    if count == "quantity" and draw(st.booleans()):
        unit |= {
            "step": draw(decimals(1, 3, 500)),
            "part": draw(st.sampled_from(["floor", "ceil"])),
            "over": draw(st.sampled_from(["each", "period"])),
        }
    elif count not in ("record", "quantity"):
        unit["keep"] = draw(st.sampled_from(["first", "highest"]))
    out["unit"] = unit
    if draw(st.booleans()):
        out["limit"] = draw(limits())
        if count != "quantity" and draw(st.booleans()):
            out["limit"]["count"] = draw(st.integers(1, 3))
    values.change(draw, out)
    out["dated_by"] = draw(st.sampled_from(["event", "event", "submission", "object"]))
    out["late_outcome"] = draw(st.sampled_from(["own_period", "object_period", "nowhere"]))
    return out


@st.composite
def schemes(draw):
    count = draw(st.integers(1, 4))
    codes = [f"i{n}" for n in range(count)]
    categories = []
    for code in ("a", "b"):
        block = {
            "code": code,
            "name": code,
            "max": draw(st.one_of(st.just("none"), decimals(0, 20))),
        }
        if block["max"] != "none" and draw(st.booleans()):
            block["start"] = "full"
            block["held"] = {"kind": "meeting", "status": "any"}
        block["floor"] = draw(st.one_of(st.just("none"), decimals(-8, 0)))
        categories.append(block)
    plain = {
        "language": 1,
        "code": "made-up",
        "title": "made up",
        "version": "1",
        "completeness": "full",
        "period": {"cycle": "calendar_year"},
        "kinds": {kind: {"name": kind} for kind in WORDS["kind"]},
        "roles": {"chair": "chair"},
        "switches": {
            "cap_order": draw(st.sampled_from(["first_in_time", "highest_first"])),
            "cap_excess": draw(st.sampled_from(["truncate", "drop"])),
            "cap_on": draw(st.sampled_from(["gross", "net"])),
            "rounding": draw(
                st.sampled_from(
                    ["thousandth_half_up", "thousandth_down", "tenth_half_up", "whole_down"]
                )
            ),
            "role_at": draw(st.sampled_from(["fact_date", "period_end"])),
            "one_object": draw(
                st.sampled_from(["all_items", "all_items", "highest_item", "first_item"])
            ),
            "no_meeting_held": draw(st.sampled_from(["full", "empty"])),
        },
        "categories": categories,
        "items": [draw(items(number)) for number in range(count)],
        "total": {
            "max": draw(st.one_of(st.just("none"), decimals(40, 60))),
            "floor": draw(st.one_of(st.just("none"), decimals(-5, 0))),
        },
    }
    if draw(st.booleans()):
        plain["base"] = {
            "points": draw(decimals(0, 10)),
            "by_role": {"chair": draw(decimals(0, 10))},
        }
    if count > 1 and draw(st.booleans()):
        plain["limits"] = [{"code": "both", "name": "both", "items": codes[:2], **draw(limits())}]
    together = any("no_records" in item for item in plain["items"])
    if count > 1 and not together and draw(st.integers(0, 2)) == 0:
        plain["exclusions"] = [
            {
                "code": "x",
                "items": draw(st.sampled_from([codes[:2], [codes[:1], codes[1:]]])),
                "per": draw(st.sampled_from(["object", "subject"])),
                "choose": draw(st.sampled_from(["highest", "first", "order"])),
            }
        ]
    return build_scheme(plain)


DAYS = st.integers(-20, 385).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
FEW_DAYS = st.sampled_from(
    [date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 29), date(2024, 4, 2)]
)


@st.composite
def facts(draw, subjects=("A", "B", "C")):
    rows = []
    for number in range(draw(st.integers(0, 14))):
        row = dict.fromkeys(FACT_COLUMNS)
        row |= {field: draw(some(st.sampled_from(words))) for field, words in WORDS.items()}
        row["kind"] = draw(st.sampled_from(WORDS["kind"]))
        if draw(st.booleans()):
            row["outcome"] = None
        row |= {
            "fact": f"record:{draw(st.integers(0, 9))}{number:02d}",
            "subject": draw(st.sampled_from(subjects)),
            "on": draw(st.one_of(FEW_DAYS, FEW_DAYS, FEW_DAYS, DAYS)),
            "submitted_on": draw(some(DAYS)),
            "object_on": draw(some(DAYS)),
            "quantity": draw(st.sampled_from([1000, 1000, 500, 2000, 3333])),
            "object": draw(some(st.sampled_from(["x", "y", "z"]))),
            "judged": draw(some(st.sampled_from([500, 1000, 2000, 2500, 9000]))),
            "place": draw(some(st.sampled_from([1, 1, 2, 3, 4]))),
            "of": draw(some(st.sampled_from([1, 2, 3, 3, 7]))),
        }
        rows.append(row)
    return rows


@st.composite
def cohorts(draw):
    people = []
    for name in "ABC":
        start = draw(st.sampled_from([None, date(2020, 1, 1), date(2020, 1, 1), date(2024, 3, 5)]))
        end = draw(
            st.sampled_from([None, None, date(2024, 4, 1), date(2030, 1, 1), date(2024, 1, 1)])
        )
        people.append({"subject": name, "start": start, "end": end, "group": "g"})
    spans = draw(
        st.lists(
            st.tuples(
                st.sampled_from("ABC"),
                st.just("chair"),
                st.sampled_from([None, date(2024, 3, 5)]),
                st.sampled_from([None, date(2024, 3, 30)]),
            ),
            max_size=3,
        )
    )
    away = draw(
        st.lists(
            st.tuples(
                st.sampled_from("ABC"),
                st.sampled_from([date(2024, 3, 5), date(2024, 3, 20), date(2023, 3, 5)]),
                st.sampled_from([None, date(2024, 4, 1)]),
            ),
            max_size=2,
        )
    )
    return people, spans, away


def frames(world):
    """(facts frame, Cohort) of plain rows."""
    rows, (people, spans, away) = world
    full = [dict.fromkeys(SUBJECT_COLUMNS) | person for person in people]
    return pl.DataFrame(rows, schema=FACT_COLUMNS), Cohort(
        pl.DataFrame(full, schema=SUBJECT_COLUMNS),
        pl.DataFrame(spans, schema=ROLE_COLUMNS, orient="row"),
        pl.DataFrame(away, schema=SUSPENSION_COLUMNS, orient="row"),
    )


def engine(scheme, world, **options):
    table, cohort = frames(world)
    return score(scheme, table, cohort, PERIOD, **options)


def by_reference(scheme, world):
    """{subject: (rows, starts, total)} by the row-by-row reading."""
    rows, (people, spans, away) = world
    out = {}
    for person in people:
        name = person["subject"]
        reader = Person(
            scheme,
            person,
            [span[1:] for span in spans if span[0] == name],
            [span[1:] for span in away if span[0] == name],
            PERIOD,
        )
        out[name] = reader.score([row for row in rows if row["subject"] == name])
    return out
