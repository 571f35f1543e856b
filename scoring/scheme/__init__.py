"""The scheme language (积分办法): a measure as a file a clerk can read.

``check_scheme(text) -> Report`` says everything that is wrong; ``load_scheme(text) -> Scheme``
raises SchemeRefused instead. Both take str or UTF-8 bytes.
"""

from .build import build_scheme
from .build_values import milli
from .check import Report, check_scheme
from .document import Scheme
from .faults import Fault, SchemeRefused
from .schema import scheme_schema

__all__ = [
    "Fault",
    "Report",
    "Scheme",
    "SchemeRefused",
    "build_scheme",
    "check_scheme",
    "load_scheme",
    "milli",
    "scheme_schema",
]


def load_scheme(source, *, examples=False):
    """The Scheme of a text. Raises SchemeRefused with every fault.

    ``examples=True`` also runs the worked examples; publishing a version should ask for it.
    """
    report = check_scheme(source, examples=examples)
    if report.faults:
        raise SchemeRefused(report.faults)
    return report.scheme
