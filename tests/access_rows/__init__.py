"""Who gets which answer at every address of the site. Each module beside this one keeps the rows of
one room or one part of it; `ROWS` is all of them.

A row names a URL, says how to build its arguments from the cast, and what each person gets:

    Row("performance:activity", only("gao tang xie jin", else_=404), at=an_activity)
    Row("performance:activity-close", only("gao tang", 302, else_=404), at=an_activity, post={})

`everyone(200)`: all the same. `signed_in(200)`: all but Ma, who is sent to the sign-in (302).
`only("gao tang", 200, else_=403, lin=404)`: those named get the first, others `else_`, exceptions
by name; Ma is sent to the sign-in unless said otherwise. `at(cast)` returns the URL's arguments (a
tuple or a dict) after making what the page needs; `post` is the form sent instead of a GET.
Everything a row does is undone before the next person tries.
"""

from importlib import import_module
from pkgutil import iter_modules

from .rows import PEOPLE, Row

__all__ = ["PEOPLE", "ROWS", "Row"]

MODULES = [import_module(f".{found.name}", __name__) for found in iter_modules(__path__)]
ROWS = [row for module in MODULES for row in getattr(module, "ROWS", [])]
