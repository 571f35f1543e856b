"""Single cells of a facts file: texts, days, numbers, each fault with its row and field."""

import re
from datetime import date
from decimal import Decimal

from scoring.scheme.build_values import milli
from scoring.scheme.text import _, say
from scoring.scheme.yamltree import NUMBER

from .facts_rows import unknown_field

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


class Cells:
    """Reads the cells of a row and keeps every fault with its row and field."""

    def __init__(self, source):
        self.source, self.faults = source, []

    def fault(self, code, where, field, message, fix=None):
        self.faults.append(self.source.fault(code, where, field, message, fix))

    def not_one_of(self, where, field, value, words):
        listed = ", ".join(words)
        if words:
            message = say(_("%(value)s is not one of: %(words)s."), value=value, words=listed)
            fix = say(_("Write one of: %(words)s."), words=listed)
        else:
            message = say(_("%(word)s is not known here."), word=value)
            fix = say(_("The scheme declares none; leave it out."))
        self.fault("choice", where, field, message, fix)

    def empty(self, where, field):
        self.fault(
            "missing",
            where,
            field,
            say(_("This field may not be empty.")),
            say(_("Write %(key)s: and its value."), key=field),
        )

    def twice(self, where, field, one):
        self.fault(
            "duplicate_id",
            where,
            field,
            say(_("The id %(id)s is used twice."), id=one),
            say(_("Give each its own id, or remove the row that is doubled.")),
        )

    def known(self, where, row, keys):
        for key in row:
            if key not in keys:
                self.faults.append(unknown_field(self.source, where, key, list(keys)))

    def day(self, where, row, field):
        value = row.get(field)
        if value in (None, ""):
            return None
        try:
            if not isinstance(value, str) or not DATE.match(value.strip()):
                raise ValueError(value)
            return date.fromisoformat(value.strip())
        except ValueError:
            self.fault(
                "date",
                where,
                field,
                say(_("%(value)s is not a day of the calendar."), value=value),
                say(_("Write a date such as 2026-03-05.")),
            )
            return None

    def text(self, where, row, field):
        """The written text without blanks around it; None for nothing."""
        value = row.get(field)
        if isinstance(value, (dict, list, bool)):
            self.fault(
                "type",
                where,
                field,
                say(_("Text is expected here.")),
                say(_("Put quotes around text such as true or [a].")),
            )
            return None
        return (str(value).strip() or None) if value is not None else None

    def quantity(self, where, row):
        value = row.get("quantity")
        if value is None or value == "":
            return 1000
        try:
            if isinstance(value, (bool, dict, list)) or not NUMBER.match(str(value).strip()):
                raise ValueError(value)
            amount = milli(Decimal(str(value).strip()))
        except ValueError:
            shown = str(value).lower() if isinstance(value, bool) else value
            self.fault(
                "number",
                where,
                "quantity",
                say(_("%(value)s is not a number of at most three decimals."), value=shown),
                say(_("Write a number such as 2 or 1.5, in plain digits.")),
            )
            return 1000
        if not 0 <= amount <= 1_000_000_000:
            self.fault(
                "number",
                where,
                "quantity",
                say(_("A quantity is between 0 and 1,000,000.")),
                say(_("Write a number such as 2 or 1.5, in plain digits.")),
            )
            return 1000
        return amount

    def points(self, where, row, field):
        """A number of points as thousandths, negative too; None for nothing."""
        text = self.text(where, row, field)
        if text is None:
            return None
        try:
            if not NUMBER.match(text):
                raise ValueError(text)
            return milli(Decimal(text))
        except ValueError:
            self.fault(
                "number",
                where,
                field,
                say(_("%(value)s is not a number of at most three decimals."), value=text),
                say(_("Write a number such as 2 or 1.5, in plain digits.")),
            )
            return None

    def after(self, where, start, end):
        """The end of a span lies after its start."""
        if start and end and end <= start:
            self.fault(
                "date",
                where,
                "end",
                say(_("The end must lie after the start.")),
                say(_("Write the first day on which it no longer holds.")),
            )
