"""From the database to columns without a Python object per cell.

Reading 400,000 rows as tuples costs more than scoring them. So the database writes the rows as
one long text in its own C code (PostgreSQL by COPY, SQLite by group_concat) and Polars, which
reads text in columns at once, takes it from there. A cell that holds one of the separators makes
the text unreadable; then the rows are read one by one instead.
"""

from dataclasses import dataclass

import polars as pl
from django.db import connection

CELL, ROW = "\x1f", "\x1e"
# Above this many rows the text is asked for in pieces, so that memory stays bounded.
PIECE = 500_000


@dataclass(frozen=True)
class Column:
    """One column: the SQL that gives it and its type here. A word that is empty becomes null."""

    name: str
    sql: str
    dtype: object = pl.String


def read_columns(columns, source, params=(), *, pieces_by=None):
    """The rows of `source` (SQL from FROM on) as a frame of these columns.

    `pieces_by` is an indexed integer expression by which a very large answer is cut in pieces.
    """
    columns = list(columns)
    if pieces_by is None:
        return _read(columns, source, list(params))
    frames = [
        _read(columns, f"{source} AND {pieces_by} BETWEEN %s AND %s", [*params, low, high])
        for low, high in _pieces(source, params, pieces_by)
    ]
    return pl.concat(frames) if frames else _empty(columns)


def _pieces(source, params, pieces_by):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min({pieces_by}), max({pieces_by}) {source}", list(params))  # noqa: S608
        low, high = cursor.fetchone()
    if low is None:
        return []
    return [(start, start + PIECE - 1) for start in range(low, high + 1, PIECE)]


def _read(columns, source, params):
    text, rows = _sqlite(columns, source, params) if connection.vendor == "sqlite" else _copy(
        columns, source, params
    )
    if not text:
        return _empty(columns)
    frame = _parsed(columns, text)
    if frame is None or (rows is not None and frame.height != rows):
        frame = _one_by_one(columns, source, params)
    return frame.with_columns(
        pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep()
    )


def _sqlite(columns, source, params):
    marks = {True: "%%d", False: "%%s"}
    form = CELL.join(marks[column.dtype == pl.Int64] for column in columns)
    cells = ", ".join(column.sql for column in columns)
    query = (
        f"SELECT CAST(group_concat(printf('{form}', {cells}), '{ROW}') AS BLOB), count(*) {source}"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()


def _copy(columns, source, params):
    cells = ", ".join(column.sql for column in columns)
    query = (
        f"COPY (SELECT {cells} {source}) TO STDOUT "  # noqa: S608
        f"(FORMAT csv, DELIMITER E'\\x1f', QUOTE E'\\x01')"
    )
    with connection.cursor() as cursor, cursor.cursor.copy(query, params) as copy:
        return b"".join(bytes(block) for block in copy), None


def _parsed(columns, text):
    quote, row = (None, ROW) if connection.vendor == "sqlite" else ("\x01", "\n")
    try:
        return pl.read_csv(
            text,
            separator=CELL,
            eol_char=row,
            quote_char=quote,
            has_header=False,
            schema={column.name: column.dtype for column in columns},
        )
    except pl.exceptions.PolarsError:
        return None


def _one_by_one(columns, source, params):
    cells = ", ".join(column.sql for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {cells} {source}", params)  # noqa: S608
        rows = [tuple(_text(value) for value in row) for row in cursor.fetchall()]
    words = pl.DataFrame(rows, schema={column.name: pl.String for column in columns}, orient="row")
    return words.with_columns(pl.col(column.name).cast(column.dtype) for column in columns)


def _text(value):
    return None if value is None else str(value)


def _empty(columns):
    return pl.DataFrame(schema={column.name: column.dtype for column in columns})
