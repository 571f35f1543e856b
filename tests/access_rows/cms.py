"""Who may open what: the public site."""

from .rows import Row, everyone

ROWS = [
    Row("cms:search", everyone(200)),
    Row("cms:search", everyone(200), query="?q=代表"),
]
