"""What is wrong with a scheme file, where, and what to write instead."""

from dataclasses import dataclass

from .text import Text


def dotted(path):
    """``("items", 2, "limit", "max")`` as ``items[2].limit.max``; counting starts at 0."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            out += f".{step}" if out else str(step)
    return out


@dataclass(frozen=True)
class Fault:
    """One thing to put right. ``line`` and ``column`` start at 1; 0 when no place is known."""

    code: str
    path: str
    line: int
    column: int
    message: Text
    fix: Text | None = None
    severity: str = "fault"  # or "warning"

    def __str__(self):
        place = f"{self.line}:{self.column} " if self.line else ""
        where = f"{self.path}: " if self.path else ""
        tail = f" {self.fix}" if self.fix else ""
        return f"{place}{where}{self.message}{tail}"

    def as_dict(self):
        """For ``--json``: the same in plain words."""
        return {
            "severity": self.severity,
            "code": self.code,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "message": str(self.message),
            "write": str(self.fix) if self.fix else None,
        }


class SchemeRefused(ValueError):
    """A scheme file that may not be used; ``faults`` lists every reason."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))
