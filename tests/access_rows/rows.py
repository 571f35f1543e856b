"""What a row is, and the people it asks."""

from collections.abc import Callable
from dataclasses import dataclass

PEOPLE = ("ma", "lin", "zhao", "gao", "tang", "xie", "jin", "bai", "chen", "wu")


@dataclass(frozen=True)
class Row:
    name: str
    answers: dict
    at: Callable = lambda cast: ()
    post: dict | None = None
    query: str = ""

    def __str__(self):
        return f"{'POST ' if self.post is not None else ''}{self.name}{self.query}"


def everyone(status):
    return dict.fromkeys(PEOPLE, status)


def signed_in(status, **exceptions):
    return everyone(status) | {"ma": 302} | exceptions


def only(names, status=200, *, else_, **exceptions):
    named = dict.fromkeys(names.split(), status)
    return everyone(else_) | {"ma": 302} | named | exceptions


# Everyone posted from the start. Officers Chen and Wu are posted by the row that needs them (`at`).
POSTED = "gao tang xie jin bai"
NOBODY_AT_THE_DESK = {"lin": 404, "zhao": 404, "chen": 404, "wu": 404}
