"""The earlier results of a facts file: rows ``past``, one for each person and earlier period."""

from scoring.scheme.text import _, say

from .results.history import PAST_COLUMNS

KEYS = ("subject", "year", "start", "total", "tier", "class", "rank", "rank_last", "of")
CLASSES = ("ranked", "unranked", "too_few_data", "not_scored")
WHOLE = ("rank", "rank_last", "of")


class PastResults:
    """Judges and keeps the rows ``past``; ``judge`` is the reader of the facts file."""

    def __init__(self, judge):
        self.judge, self.rows = judge, {}

    def read(self, where, row):
        """One earlier result: whose, which period, and what came out."""
        judge = self.judge
        judge.known(where, row, KEYS)
        out = dict.fromkeys(PAST_COLUMNS)
        out["subject"] = judge.text(where, row, "subject")
        if out["subject"] is None:
            judge.empty(where, "subject")
        out["start"] = self._start(where, row)
        out["tier"] = judge.text(where, row, "tier")
        tiers = [tier.code for tier in judge.scheme.tiers]
        if out["tier"] is not None and out["tier"] not in tiers:
            judge.not_one_of(where, "tier", out["tier"], tiers)
        out["class"] = judge.text(where, row, "class") or "ranked"
        if out["class"] not in CLASSES:
            judge.not_one_of(where, "class", out["class"], CLASSES)
        out["total"] = judge.points(where, row, "total")
        for name in WHOLE:
            out[name] = self._whole(where, row, name)
        judge.mentioned.setdefault(out["subject"], where)
        key = (out["subject"], out["start"])
        if key in self.rows:
            judge.twice(where, "year", f"{key[0]} {key[1]}")
        self.rows[key] = (where, out)

    def _start(self, where, row):
        judge = self.judge
        year, start = judge.text(where, row, "year"), judge.day(where, row, "start")
        if year is None and start is None:
            judge.empty(where, "year")
        if year is None:
            return start
        period, message, fix = judge.period_of(year)
        if period is None:
            judge.fault("period", where, "year", message, fix)
            return None
        return period.start

    def _whole(self, where, row, name):
        text = self.judge.text(where, row, name)
        if text is None:
            return None
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000:
            self.judge.fault(
                "number",
                where,
                name,
                say(_("%(value)s is not a whole number from 1 to 100,000."), value=text),
                say(_("Write the place as a number, e.g. 3.")),
            )
            return None
        return int(text)

    def together(self):
        """What only the whole file can show: everybody is known, and every period is earlier."""
        judge = self.judge
        for where, row in self.rows.values():
            judge.among(where, row["subject"])
            if judge.period and row["start"] and row["start"] >= judge.period.start:
                judge.fault(
                    "period",
                    where,
                    "year",
                    say(_("An earlier result lies before the period scored.")),
                    say(_("Write an earlier year, or remove the row.")),
                )
