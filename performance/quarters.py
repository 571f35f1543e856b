"""The quarters of a year (季度), in which contacts are told."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of one year; `number` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day):
        """The quarter that day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self):
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self):
        after = self.next
        return date(after.year, 3 * after.number - 2, 1) - timedelta(days=1)

    @property
    def next(self):
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self):
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)
