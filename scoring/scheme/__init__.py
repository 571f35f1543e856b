"""The scheme language (积分办法): a measure as a file a clerk can read."""

from .build import build_scheme, milli
from .faults import Fault, SchemeRefused
from .yamltree import read_tree

__all__ = ["Fault", "SchemeRefused", "build_scheme", "load_scheme", "milli"]


def load_scheme(source):
    """The Scheme of a text (str or UTF-8 bytes). Raises SchemeRefused with every fault."""
    return build_scheme(read_tree(source).plain)
