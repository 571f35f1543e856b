"""Everything that is wrong with a scheme, and everything worth a second look."""

from dataclasses import dataclass

from . import meaning
from .build import build_scheme
from .faults import Fault, SchemeRefused, dotted
from .structure import structural_faults
from .text import _, say
from .yamltree import read_tree


@dataclass(frozen=True)
class Report:
    """The outcome of a check. ``scheme`` is None when there are faults."""

    scheme: object | None
    faults: tuple
    warnings: tuple
    examples: tuple = ()

    @property
    def ok(self):
        return not self.faults

    def as_dict(self):
        """For ``--json``."""
        return {
            "ok": self.ok,
            "code": self.scheme.code if self.scheme else None,
            "version": self.scheme.version if self.scheme else None,
            "digest": self.scheme.digest if self.scheme else None,
            "faults": [fault.as_dict() for fault in self.faults],
            "warnings": [fault.as_dict() for fault in self.warnings],
            "examples": [outcome.as_dict() for outcome in self.examples],
        }


class Notebook:
    """Collects faults and warnings with their places while the checks run."""

    def __init__(self, tree):
        self.tree, self.faults, self.warnings = tree, [], []

    def _note(self, severity, code, path, message, fix):
        line, column = self.tree.place(path)
        return Fault(code, dotted(path), line, column, message, fix, severity)

    def fault(self, code, path, message, fix=None):
        """Something that must be put right."""
        self.faults.append(self._note("fault", code, path, message, fix))

    def warn(self, code, path, message, fix=None):
        """Something to look at again."""
        self.warnings.append(self._note("warning", code, path, message, fix))


def in_order(faults):
    """By place in the file, each once."""
    unique = {(one.path, one.code, str(one.message)): one for one in faults}
    return tuple(sorted(unique.values(), key=lambda one: (one.line, one.column, one.path)))


def check_scheme(source, *, examples=True):
    """Check a scheme text (str or UTF-8 bytes) and run its examples. Never raises for bad input."""
    try:
        tree = read_tree(source)
    except SchemeRefused as refusal:
        return Report(None, refusal.faults, ())
    faults = structural_faults(tree)
    if faults:
        return Report(None, tuple(faults), ())
    notes = Notebook(tree)
    meaning.check(tree.plain, notes)
    if notes.faults:
        return Report(None, in_order(notes.faults), in_order(notes.warnings))
    scheme = build_scheme(tree.plain)
    outcomes = ()
    if examples:
        from .examples import run_examples

        outcomes = run_examples(scheme)
        for outcome in outcomes:
            for path, message in outcome.differences:
                notes.fault(
                    "example",
                    ("examples", outcome.index, *path),
                    message,
                    say(_("Correct the rule, or what the example gives or expects.")),
                )
    faults = in_order(notes.faults)
    return Report(None if faults else scheme, faults, in_order(notes.warnings), outcomes)
