"""Panels on the first screens. Rooms above register a builder in `ready()`; a builder returns the
rendered panel, or None when it has nothing for this person."""

_BUILDERS = {"my": [], "desk": []}


def register_home_panel(frame, build, *, order=100):
    """`build(request) -> SafeString | None`, shown on the frame's first screen in that order."""
    _BUILDERS[frame].append((order, build))


def home_panels(frame, request):
    """The rendered panels of that frame for this request, in order, empty ones left out."""
    ordered = sorted(_BUILDERS[frame], key=lambda entry: entry[0])
    return [panel for _, build in ordered if (panel := build(request))]
