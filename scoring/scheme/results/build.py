"""From the checked plain values to what follows from a total."""

from ..build_values import as_list, fact_selector, milli, milli_or_none
from ..selector import build_selector
from .values import (
    Action,
    Band,
    Cause,
    Decision,
    Eligible,
    Flag,
    Gate,
    LookBack,
    Measure,
    Outcome,
    Override,
    Quota,
    Results,
    Share,
)

FOUND = ("history", "quota", "flag", "override", "band")


def build_results(plain):
    """The Results of a plain document."""
    decision = plain.get("decision")
    return Results(
        gates=tuple(_gate(one) for one in plain.get("gates", ())),
        history=tuple(_look_back(one) for one in plain.get("history", ())),
        overrides=tuple(_override(one) for one in plain.get("overrides", ())),
        quotas=tuple(_quota(one) for one in plain.get("quotas", ())),
        bands=tuple(Band(one["code"], one["name"]) for one in plain.get("rank_bands", ())),
        flags=tuple(
            Flag(one["code"], one["name"], one.get("clause", ""), _cause(one))
            for one in plain.get("flags", ())
        ),
        measures=tuple(
            Measure(
                one["code"], one["name"], fact_selector(one["when"]), one["count"], "per" in one
            )
            for one in plain.get("measures", ())
        ),
        actions=tuple(_action(one) for one in plain.get("actions", ())),
        decision=Decision(decision["by"], decision.get("clause", "")) if decision else None,
        ballots=tuple(
            Band(one["code"], one["name"]) for one in plain.get("ballots", {}).get("choices", ())
        ),
    )


def _gate(plain):
    share = plain.get("share")
    return Gate(
        plain["code"],
        plain["name"],
        plain.get("clause", ""),
        fact_selector(plain["when"]),
        plain.get("at_least"),
        plain.get("at_most"),
        share and Share(fact_selector(share["of"]), milli(share["percent"]), share["nothing_due"]),
        plain.get("per"),
        plain["fails_to"],
    )


def _outcome(plain):
    total = plain.get("total", {})
    return Outcome(
        tuple(as_list(plain.get("tier"))),
        tuple(as_list(plain.get("class"))),
        milli_or_none(total.get("less_than")),
        milli_or_none(total.get("at_least")),
        plain.get("from_top"),
        plain.get("from_bottom"),
        plain.get("ties"),
    )


def _look_back(plain):
    return LookBack(
        plain["code"],
        plain["name"],
        plain.get("clause", ""),
        fact_selector(plain["when"]) if "when" in plain else None,
        _outcome(plain["result"]) if "result" in plain else None,
        plain["span"],
        plain.get("periods"),
        plain.get("at_least"),
        plain.get("at_most"),
    )


def _cause(plain):
    return Cause(
        fact_selector(plain["when"]) if "when" in plain else None,
        plain.get("at_least", 1),
        plain.get("history"),
    )


def _override(plain):
    return Override(
        plain["code"],
        plain["name"],
        plain.get("clause", ""),
        _cause(plain),
        plain["effect"],
        plain.get("tier"),
        plain.get("decided_by", ""),
    )


def _quota(plain):
    eligible = plain.get("eligible", {})
    person = eligible.get("who")
    return Quota(
        plain["code"],
        plain["name"],
        plain.get("clause", ""),
        plain["take"],
        plain.get("count"),
        milli_or_none(plain.get("percent")),
        plain.get("base"),
        plain.get("rounding"),
        plain["ties"],
        plain.get("within", "group"),
        Eligible(
            tuple(as_list(eligible.get("tier"))),
            tuple(as_list(eligible.get("gate_met"))),
            milli_or_none(eligible.get("total_at_least")),
            build_selector(person, milli) if person else None,
        ),
        tuple(as_list(plain.get("after"))),
        plain.get("sets_tier"),
    )


def _action(plain):
    when = plain["when"]
    total = when.get("total", {})
    placed = "from_top" in when or "from_bottom" in when
    return Action(
        plain["code"],
        plain["do"],
        plain["owner"],
        plain.get("within_days"),
        tuple(plain.get("options", ())),
        plain.get("concerns", ""),
        tuple(as_list(when.get("tier"))),
        tuple(as_list(when.get("class"))),
        milli_or_none(total.get("less_than")),
        milli_or_none(total.get("at_least")),
        tuple(as_list(when.get("gate_failed"))),
        tuple(as_list(when.get("gate_met"))),
        _outcome({key: when[key] for key in ("from_top", "from_bottom", "ties") if key in when})
        if placed
        else None,
        tuple((what, tuple(as_list(when[what]))) for what in FOUND if what in when),
        plain.get("clause", ""),
    )
