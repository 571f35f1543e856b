"""The rows of an edition from one engine run, and the same run again from what they keep."""

from dataclasses import replace
from datetime import date

import polars as pl

from ..cohort import load_cohort
from ..covered import EVERYBODY, narrowed
from ..engine import (
    ROLE_COLUMNS,
    SUBJECT_COLUMNS,
    SUSPENSION_COLUMNS,
    Cohort,
    Past,
    Period,
    score,
)
from ..facts import Known, load_facts, tails_of
from ..findings import found_by_subject
from ..models import EditionRow, Standing
from ..past import load_past, past_frame
from .measures import engine_period

ORDER = [Standing.RANKED, Standing.UNRANKED, Standing.TOO_FEW_DATA, Standing.NOT_SCORED]
FACT_TEXT = ["title", "outcome", "status", "role", "proof", "recorder", "confirmer"]
SUBJECT_TEXT = [*SUBJECT_COLUMNS, "sex"]


def drawn_rows(period, scheme, *, at=None, whom=EVERYBODY):
    """Unsaved EditionRows of whom the edition covers, ranked first, in the order they print.

    The others are not told to the engine, so ranks and least sizes are those of the people covered.
    """
    span = engine_period(period)
    cohort = narrowed(load_cohort(period.congress_id, span), whom, span)
    if cohort.subjects.is_empty():
        return []
    tails = tails_of(period.congress_id, at=at)
    facts = _facts(period.congress_id, scheme, span, cohort, tails)
    past = _past_of(load_past(period, scheme), cohort)
    contents = row_contents(score(scheme, facts, cohort, span, past=past), facts, cohort, past)
    known = {row["mandate"]: row for row in tails.iter_rows(named=True)}
    rows = []
    for content in contents:
        tail = known.get(content["mandate_id"], {"tail_seq": 0, "tail_hash": ""})
        rows.append(EditionRow(**content, tail_seq=tail["tail_seq"], tail_hash=tail["tail_hash"]))
    return rows


def contents_again(edition, rows, scheme):
    """The contents of an edition's rows computed anew: from the ledger up to the event each row
    took in, and from what the row keeps of the deputy."""
    span = Period(edition.period.name, edition.first_day, edition.last_day)
    cohort = kept_cohort(rows)
    tails = pl.DataFrame(
        [(row.mandate_id, row.tail_seq) for row in rows],
        schema={"mandate": pl.Int64, "tail_seq": pl.Int64},
        orient="row",
    )
    facts = _facts(edition.congress_id, scheme, span, cohort, tails)
    past = Past(_kept_past(rows), edition.records_from)
    return row_contents(score(scheme, facts, cohort, span, past=past), facts, cohort, past)


def _past_of(past, cohort):
    mine = pl.col("subject").is_in(cohort.subjects["subject"].implode())
    return replace(past, results=past.results.filter(mine))


def _facts(congress_id, scheme, span, cohort, tails):
    facts = load_facts(congress_id, scheme, span, known=Known(tails=tails), words=True)
    return facts.filter(pl.col("subject").is_in(cohort.subjects["subject"].implode()))


def row_contents(result, facts, cohort, past):
    """Plain dicts of what the rows say, in their order."""
    lines = _grouped(_with_text(result.lines, facts), "subject")
    parts = _grouped(result.parts, "subject")
    actions = _grouped(result.actions, "subject")
    findings = found_by_subject(result)
    earlier = _grouped(past.results, "subject")
    roles, suspensions = (
        _grouped(cohort.role_spans, "subject"),
        _grouped(cohort.suspensions, "subject"),
    )
    people = {row["subject"]: row for row in cohort.subjects.iter_rows(named=True)}
    contents = []
    for total in result.totals.iter_rows(named=True):
        key = total["subject"]
        person = people[key]
        subject = {name: _plain(person.get(name)) for name in SUBJECT_TEXT}
        subject["roles"] = roles.get(key, [])
        subject["suspensions"] = suspensions.get(key, [])
        if not past.results.is_empty():
            subject["past"] = earlier.get(key, [])
        contents.append(
            {
                "mandate_id": int(key),
                "name": person["name"],
                "label": person["label"] or "",
                "rank_group": total["rank_group"] or "",
                "rank": total["rank"],
                "standing": total["class"],
                "reason": total["reason"] or "",
                "tier": total["tier"] or "",
                "total": total["total"],
                "days": total["days"] or 0,
                "obliged": total["obliged"] or 0,
                "records": total["records"] or 0,
                "parts": parts.get(key, []),
                "lines": lines.get(key, []),
                "findings": findings.get(key, []),
                "actions": actions.get(key, []),
                "subject": subject,
            }
        )
    contents.sort(
        key=lambda row: (
            ORDER.index(row["standing"]), row["rank_group"], row["rank"] or 0, row["label"],
            row["mandate_id"],
        )
    )  # fmt: skip
    return contents


def _with_text(lines, facts):
    text = facts.select("fact", *FACT_TEXT)
    return lines.join(text, on="fact", how="left", maintain_order="left")


def _grouped(frame, key):
    """Rows as plain dicts by subject, without the subject; dates as text, empty cells left out."""
    found = {}
    for row in frame.iter_rows(named=True):
        subject = row.pop(key)
        plain = {name: _plain(value) for name, value in row.items() if value is not None}
        found.setdefault(subject, []).append(plain)
    return found


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def _kept_past(rows):
    """What was on file of earlier results when the edition was drawn, as its rows keep it."""
    kept = []
    for row in rows:
        for one in row.subject.get("past", ()):
            kept.append({"subject": row.subject["subject"], **_dates(one)})
    return past_frame(kept)


def kept_cohort(rows):
    """The Cohort as the rows of an edition keep it."""
    people, roles, suspensions = [], [], []
    for row in rows:
        person = dict(row.subject)
        person.pop("past", None)
        mine = person["subject"]
        roles += [{"subject": mine, **_dates(span)} for span in person.pop("roles")]
        suspensions += [{"subject": mine, **_dates(span)} for span in person.pop("suspensions")]
        people.append(_dates(person))
    return Cohort(
        subjects=pl.DataFrame(people, schema={**SUBJECT_COLUMNS, "sex": pl.String}),
        role_spans=pl.DataFrame(roles, schema=ROLE_COLUMNS),
        suspensions=pl.DataFrame(suspensions, schema=SUSPENSION_COLUMNS),
    )


def _dates(values):
    return {
        name: date.fromisoformat(value) if name in ("start", "end") and value else value
        for name, value in values.items()
    }
