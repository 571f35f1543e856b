"""Panels on a dossier that rooms above fill (积分等). They register a builder in `ready()`.

Also the two panels this room itself puts on the first screens; see `home_panels.py`.
"""

DOSSIER_PANELS = []


def register_panel(build, *, order=100):
    """`build(mandate, user) -> SafeString | None`, shown on the dossier's page in that order."""
    entry = (order, build)
    if entry not in DOSSIER_PANELS:
        DOSSIER_PANELS.append(entry)


def dossier_panels(mandate, user):
    """The rendered panels for this volume and reader, in order; empty ones left out."""
    ordered = sorted(DOSSIER_PANELS, key=lambda entry: entry[0])
    return tuple(panel for _order, build in ordered if (panel := build(mandate, user)))
