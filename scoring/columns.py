"""From the database to columns without a Python object per cell.

Reading 400,000 rows as tuples costs more than scoring them. So the database writes the rows as
one long text in its own C code (PostgreSQL by COPY, SQLite by group_concat) and Polars, which
reads text in columns at once, takes it from there. A cell that holds one of the separators makes
the text unreadable; then the rows are read one by one instead.
"""

# Only our own table and column names go into the text; values are parameters.

from dataclasses import dataclass
from datetime import date

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


def read_columns(columns, source, params=(), *, pieces_by=None, few=False):
    """The rows of `source` (SQL from FROM on) as a frame of these columns.

    `pieces_by` is an indexed integer expression by which a very large answer is cut in pieces.
    `few` says that a handful of rows is expected, which are sooner read one by one.
    """
    columns = list(columns)
    if few:
        return _one_by_one(columns, source, list(params))
    if pieces_by is None:
        return _read(columns, source, list(params))
    frames = [
        _read(columns, f"{source} AND {pieces_by} BETWEEN %s AND %s", [*params, low, high])
        for low, high in _pieces(source, params, pieces_by)
    ]
    return pl.concat(frames) if frames else _empty(columns)


def _pieces(source, params, pieces_by):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min({pieces_by}), max({pieces_by}) {source}", list(params))
        low, high = cursor.fetchone()
    if low is None:
        return []
    return [(start, start + PIECE - 1) for start in range(low, high + 1, PIECE)]


def _read(columns, source, params):
    frame = (_from_sqlite if connection.vendor == "sqlite" else _from_copy)(columns, source, params)
    return frame.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep())


def _from_sqlite(columns, source, params):
    marks = {True: "%%d", False: "%%s"}
    form = CELL.join(marks[column.dtype == pl.Int64] for column in columns)
    cells = ", ".join(column.sql for column in columns)
    query = (
        f"SELECT CAST(group_concat(printf('{form}', {cells}), '{ROW}') AS BLOB), count(*) {source}"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        text, rows = cursor.fetchone()
    if not rows:
        return _empty(columns)
    cells = rows * (len(columns) - 1)
    if text.count(CELL.encode()) != cells or text.count(ROW.encode()) != rows - 1:
        return _one_by_one(columns, source, params)
    return _parsed(columns, text, ROW, None)


def _from_copy(columns, source, params):
    cells = ", ".join(column.sql for column in columns)
    query = (
        f"COPY (SELECT {cells} {source}) TO STDOUT (FORMAT csv, DELIMITER E'\\x1f', QUOTE E'\\x01')"
    )
    with connection.cursor() as cursor, cursor.cursor.copy(query, params) as copy:
        text = b"".join(bytes(block) for block in copy)
    return _parsed(columns, text, "\n", "\x01") if text else _empty(columns)


def _parsed(columns, text, row, quote):
    return pl.read_csv(
        text,
        separator=CELL,
        eol_char=row,
        quote_char=quote,
        has_header=False,
        schema={column.name: column.dtype for column in columns},
    )


def _one_by_one(columns, source, params):
    cells = ", ".join(column.sql for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {cells} {source}", params)
        read = [READ[column.dtype] for column in columns]
        rows = [
            tuple(
                None if value is None or value == "" else as_typed(value)
                for value, as_typed in zip(row, read, strict=True)
            )
            for row in cursor.fetchall()
        ]
    return pl.DataFrame(
        rows, schema={column.name: column.dtype for column in columns}, orient="row"
    )


def _day(value):
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


READ = {pl.String: str, pl.Int64: int, pl.Date: _day}


def _empty(columns):
    return pl.DataFrame(schema={column.name: column.dtype for column in columns})
