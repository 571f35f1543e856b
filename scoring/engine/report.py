"""A result as plain values for ``--json``: exact decimals as text, one entry per person."""

from . import points_text
from .sentences import reason_text, sentence


def result_document(scheme, facts_file, result):
    """One dict for the whole scoring, people in the order of their ids."""
    facts = {row["fact"]: row for row in facts_file.facts.iter_rows(named=True)}
    people = {row["subject"]: row for row in facts_file.cohort.subjects.iter_rows(named=True)}
    by_subject = {
        "categories": _grouped(result.parts),
        "lines": _grouped(result.lines),
        "gates": _grouped(result.gates),
        "actions": _grouped(result.actions),
        "findings": _grouped(result.findings),
    }
    period = facts_file.period
    return {
        "scheme": {
            "code": scheme.code,
            "title": scheme.title,
            "version": scheme.version,
            "digest": scheme.digest,
            "completeness": scheme.completeness,
            "left_out": list(scheme.left_out),
            "subject": scheme.subject,
        },
        "period": {
            "name": period.name,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
        },
        "preliminary_until": scheme.results.decision.by if scheme.results.decision else None,
        "publication": publication(scheme.publication),
        "records": len(facts),
        "dropped": facts_file.dropped,
        "warnings": list(facts_file.warnings),
        "results": [
            person(scheme, row, people[row["subject"]], by_subject, facts)
            for row in result.totals.iter_rows(named=True)
        ],
    }


def publication(rule):
    """How far results may be shown, as plain values."""
    if rule is None:
        return None
    steps = [
        {"what": one.what, "to": one.to, "every": one.every, "form": one.form or None}
        for one in rule.steps
    ]
    return {"widest": rule.widest, "clause": rule.clause or None, "steps": steps}


def _grouped(frame):
    groups = {}
    for row in frame.iter_rows(named=True):
        groups.setdefault(row.pop("subject"), []).append(row)
    return groups


def person(scheme, row, who, by_subject, facts):
    """One person's result."""
    subject = row["subject"]
    tier = scheme.tier(row["tier"])
    return {
        "subject": subject,
        "name": who["name"],
        "group": who["group"],
        "total": points_text(row["total"]) if row["total"] is not None else None,
        "tier": row["tier"],
        "tier_name": tier.name if tier else None,
        "rank": row["rank"],
        "rank_group": row["rank_group"],
        "class": row["class"],
        "reason": row["reason"],
        "reason_text": reason_text(scheme, row["reason"]) or None,
        "days": row["days"],
        "categories": [
            {
                "category": part["category"],
                "before": points_text(part["before"]),
                "points": points_text(part["points"]),
            }
            for part in by_subject["categories"].get(subject, ())
        ],
        "gates": by_subject["gates"].get(subject, []),
        "findings": [finding(scheme, one) for one in by_subject["findings"].get(subject, ())],
        "withheld": any(
            one["what"] == "override" and scheme.results.withholds(one["code"])
            for one in by_subject["findings"].get(subject, ())
        ),
        "actions": by_subject["actions"].get(subject, []),
        "lines": [line(scheme, one, facts) for one in by_subject["lines"].get(subject, ())],
    }


def finding(scheme, one):
    """One thing found beside the points, with its name; a figure as exact text."""
    value = one["value"]
    return {
        "what": one["what"],
        "code": one["code"],
        "name": scheme.results.name_of(one["what"], one["code"]),
        "value": points_text(value) if one["what"] == "measure" else value,
        "needed": one["needed"],
        "state": one["state"],
    }


def line(scheme, one, facts):
    """One line with its sentence."""
    return {
        "seq": one["seq"],
        "category": one["category"],
        "item": one["item"],
        "fact": one["fact"],
        "object": one["object"],
        "on": one["on"].isoformat() if one["on"] else None,
        "units": points_text(one["units"]),
        "value": points_text(one["value"]) if one["value"] is not None else None,
        "before": points_text(one["before"]),
        "points": points_text(one["points"]),
        "mark": one["mark"],
        "limits": one["limit"].split(",") if one["limit"] else [],
        "clause": one["clause"] or None,
        "text": sentence(scheme, one, facts.get(one["fact"])),
    }
