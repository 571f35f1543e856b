"""Who may open what: a mandate's life, the terms, the code cards."""

from .performance import KEEPS, KEEPS_LISTS, MOVES, READS, READS_LISTS, lins_volume
from .rows import Row


def verb(name):
    return lambda cast: (cast.lin_mandate.pk, name)


def an_office(cast):
    """Deputy Lin's office on the standing committee."""
    from datetime import date

    from performance.services.moves import take_office

    span = take_office(cast.lin_mandate, role="standing_member", on=date(2026, 3, 3), by=cast.gao)
    return (cast.lin_mandate.pk, "office-end", span.pk)


SUSPENDED = {"on": "2026-03-03", "cause": "detained", "reason": "立案"}

ROWS = [
    Row("performance:mandate", READS, at=lins_volume),
    Row("performance:mandate-particulars", KEEPS, at=lins_volume),
    Row("performance:mandate-verb", KEEPS, at=verb("end")),
    Row("performance:mandate-verb", KEEPS, at=verb("suspend")),
    Row("performance:mandate-verb", MOVES, at=verb("suspend"), post=SUSPENDED),
    Row("performance:mandate-verb", KEEPS, at=an_office),
    Row("performance:mandate-verb", MOVES, at=an_office, post={"on": "2026-04-01"}),
]


def next_term(cast):
    """The county's next term, opened by Clerk Gao."""
    from datetime import date

    from performance.services.terms import open_term

    return (open_term(cast.county, number=20, starts_on=date(2026, 11, 2), by=cast.gao).pk,)


ROWS += [
    Row("performance:terms", READS_LISTS),
    Row("performance:term", READS, at=next_term),
    Row("performance:term-carry", MOVES, at=next_term, post={}),
    Row("performance:term-close", MOVES, at=next_term, post={}),
    Row("performance:code-cards", READS_LISTS),
]


WHO = "?name=单立新"


ROWS += [
    Row("performance:mandate-new", KEEPS_LISTS),
    Row("performance:mandate-new", KEEPS_LISTS, query=WHO),
]
