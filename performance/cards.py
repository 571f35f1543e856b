"""Code cards of deputies (代表码卡): name, seat, specialities and a code to scan.

What the code leads to is a matter of rooms above: they register a builder in `ready()`.

    register_card_codes(station_codes)      # build(mandates, request) -> {mandate key: CardCode}
"""

from dataclasses import dataclass

_BUILDERS = []


@dataclass(frozen=True)
class CardCode:
    """A code as drawn on a card, and in words where it leads."""

    svg: str
    leads_to: str


def register_card_codes(build):
    """Add a source of codes; the first registered that knows a deputy is taken."""
    if build not in _BUILDERS:
        _BUILDERS.append(build)


def codes_for(mandates, request):
    """{mandate key: CardCode} of those who have one, with as many queries as there are sources."""
    found = {}
    for build in reversed(_BUILDERS):
        found |= build(mandates, request)
    return found
