"""From the checked plain values to what stands above the items."""

from ..build_values import as_list, fact_selector, milli, milli_or_none, switch_values
from ..selector import build_selector
from .values import (
    Aggregates,
    Ballots,
    BallotTier,
    Missing,
    Multiplier,
    Multipliers,
    Part,
    Rate,
    Relative,
    Weighted,
    Weights,
)


def build_aggregates(plain):
    """The Aggregates of a plain document."""
    switches = switch_values(plain)
    return Aggregates(
        missing=tuple(_missing(one) for one in plain.get("missing_parts", ())),
        rates=tuple(_rate(one) for one in plain.get("rates", ())),
        relative=tuple(_relative(one) for one in plain.get("relative", ())),
        weights=tuple(_weights(one, plain) for one in plain.get("weights", ())),
        multipliers=_multipliers(plain["multipliers"]) if "multipliers" in plain else None,
        ballots=_ballots(plain["ballots"]) if "ballots" in plain else None,
        months_served=plain.get("months_served"),
        starting_tier=plain.get("starting_tier"),
        removed=plain.get("total", {}).get("removed")
        if switches.get("no_meeting_held") == "removed"
        else None,
        per_month=switches.get("late_starters") == "per_month",
    )


def _part(plain):
    if "item" in plain:
        return Part("item", plain["item"])
    return Part("block", plain.get("category") or plain.get("pool"))


def _within(plain):
    word = plain.get("within", "all")
    return None if word == "all" else word


def _missing(plain):
    return Missing(
        _part(plain),
        fact_selector(plain["when"]) if "when" in plain else None,
        fact_selector(plain["unless"]) if "unless" in plain else None,
        plain.get("no_record_of"),
        _within(plain),
    )


def _rate(plain):
    return Rate(
        _part(plain),
        fact_selector(plain["of"]),
        milli(plain["points"]),
        plain["nothing_due"],
        plain.get("clause", ""),
    )


def _relative(plain):
    return Relative(
        _part(plain),
        plain["to"],
        milli(plain["points"]),
        milli_or_none(plain.get("step")),
        plain["among"],
        _within(plain),
        plain["min_size"],
        plain["otherwise"],
        plain.get("clause", ""),
    )


def _weights(plain, document):
    of = None if plain["of"] == "total" else plain["of"]
    kind = "block" if of is None else "item"
    return Weights(
        of,
        milli_or_none(plain["scale"]),
        tuple(_weighted(one, Part(kind, one["part"]), document) for one in plain["parts"]),
        plain.get("missing", "zero"),
        plain.get("none_left", "nothing"),
        plain.get("clause", ""),
    )


def _weighted(plain, part, document):
    over, by_role = plain["over"], ()
    if isinstance(over, dict):
        by_role = tuple((role, milli(value)) for role, value in over["by_role"].items())
        over = over["points"]
    if over == "max":
        over = maximum_of(part, document)
    return Weighted(part, milli(plain["weight"]), milli_or_none(over), by_role)


def maximum_of(part, document):
    """The maximum a category, pool or item states, as written; None if it states none."""
    if part.kind == "item":
        item = next(one for one in document["items"] if one["code"] == part.code)
        limit = item.get("limit")
        whole = isinstance(limit, dict) and limit.get("per", "period") == "period"
        top = limit.get("max") if whole else None
    else:
        entries = [*document.get("categories", ()), *document.get("pools", ())]
        top = next(one["max"] for one in entries if one["code"] == part.code)
    return None if top in (None, "none", "not_stated") else top


def _multipliers(plain):
    return Multipliers(
        plain["combine"],
        plain.get("bounds", "both"),
        tuple(_multiplier(one) for one in plain["list"]),
        tuple(
            (build_selector(one["when"], milli), one["reason"]) for one in plain.get("exempt", ())
        ),
    )


def _multiplier(plain):
    share = plain.get("share", {})
    return Multiplier(
        plain["code"],
        plain["name"],
        plain.get("clause", ""),
        build_selector(plain["when"], milli) if "when" in plain else None,
        milli_or_none(plain.get("factor")),
        plain.get("measure"),
        fact_selector(share["when"]) if share else None,
        fact_selector(share["of"]) if share else None,
        milli(share["nothing_due"]) if share else None,
        tuple(
            (milli_or_none(one.get("from")), milli_or_none(one.get("below")), milli(one["factor"]))
            for one in plain.get("bands", ())
        ),
    )


def _ballots(plain):
    return Ballots(
        plain["name"],
        plain.get("clause", ""),
        plain["base"],
        fact_selector(plain["cast"]) if "cast" in plain else None,
        tuple((one["code"], one["name"], fact_selector(one["when"])) for one in plain["choices"]),
        tuple(
            BallotTier(
                one["tier"],
                tuple(as_list(one.get("choices"))),
                milli_or_none(one.get("at_least")),
                milli_or_none(one.get("more_than")),
            )
            for one in plain["tiers"]
        ),
        plain["no_ballots"],
    )
