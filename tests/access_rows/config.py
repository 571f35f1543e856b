"""Who may open what: the shell."""

from .rows import Row, everyone

ROWS = [
    Row("healthz", everyone(200)),
    Row("readyz", everyone(200)),
]
