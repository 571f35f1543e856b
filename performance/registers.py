"""The six registers of 相山 (六本台账): books printed from what is recorded anyway.

Nothing is entered for a book. A room registers a book when it starts:

    register_book("receptions", _("Reception log"), build, order=40)

`build(congress, viewer, span) -> Section`: the rows of those days in that congress which this
viewer may see, with a constant number of queries. A book with nothing in it is printed with its
head and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

_BOOKS = {}


@dataclass(frozen=True)
class Book:
    """One of the registers."""

    code: str
    title: object
    build: Callable
    order: int


def register_book(code, title, build, *, order=100):
    """Announce a book; announcing it again replaces it."""
    _BOOKS[code] = Book(code, title, build, order)


def books():
    """Every book, in order."""
    return sorted(_BOOKS.values(), key=lambda book: (book.order, book.code))


def book_of(code):
    """The book of that code, or None."""
    return _BOOKS.get(code)
