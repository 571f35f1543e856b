"""A stored version of a measure as the engine's Scheme, parsed once per process."""

from functools import lru_cache

from ..engine import Period
from ..scheme import load_scheme

# Raised when the engine would give other content for the same facts and measure.
ENGINE_VERSION = "2"


def scheme_of(version):
    """The Scheme of a stored version. Raises SchemeRefused if its text is no valid measure."""
    return _parsed(version.text)


@lru_cache(maxsize=32)
def _parsed(text):
    return load_scheme(text)


def engine_period(period):
    """A stored scoring period as the engine takes it."""
    return Period(period.name, period.first_day, period.last_day)
