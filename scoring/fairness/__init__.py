"""How far a rank can be trusted (公平与稳健): pure figures over points, no database, no clock.

``percentile`` says where somebody stands in the cohort, ``sensitivity`` how the rank would move if
the weights were a little different, ``disparity`` whether groups of deputies come out unequally,
``indicators`` what deserves a second look. None of them changes a point.
"""

from .disparity import Dimension, GroupFigure, disparity_of
from .percentile import percentiles
from .sensitivity import DRAWS, SPREAD, Bounds, bands
from .sheet import Fairness, Place

__all__ = [
    "DRAWS",
    "SPREAD",
    "Bounds",
    "Dimension",
    "Fairness",
    "GroupFigure",
    "Place",
    "bands",
    "disparity_of",
    "percentiles",
]
