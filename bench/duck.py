"""The same sums in DuckDB, over the same live database.

DuckDB's scanners for SQLite and PostgreSQL come as wheels of their own, so nothing is fetched while
measuring. They and the DuckDB they fit are installed beside the project, not into it: see
`bench/requirements.in`.
"""

import importlib
from pathlib import Path

from django.db import connection

from .rules import CATEGORIES, COLUMN, RULES

SCANNER = {"sqlite": "sqlite_scanner", "postgresql": "postgres_scanner"}


def attached():
    """A DuckDB connection with the live database attached as `live`."""
    import duckdb

    scanner = SCANNER[connection.vendor]
    package = importlib.import_module(f"duckdb_extension_{scanner}")
    extension = next(Path(package.__file__).parent.glob(f"extensions/*/{scanner}.duckdb_extension"))
    duck = duckdb.connect()
    duck.execute("SET threads = 2")
    duck.execute(f"LOAD '{extension}'")
    conf = connection.settings_dict
    if connection.vendor == "sqlite":
        duck.execute(f"ATTACH '{conf['NAME']}' AS live (TYPE sqlite, READ_ONLY)")
        return duck, "live"
    where = f"host={conf['HOST']} port={conf['PORT']} user={conf['USER']} dbname={conf['NAME']}"
    duck.execute(f"ATTACH '{where}' AS live (TYPE postgres, READ_ONLY)")
    return duck, "live.public"


def totals(duck, place, congress_id, year):
    """Mandate key → total in thousandths, and mandate key → rank within its delegation."""
    rows = duck.execute(_query(place), {"congress": congress_id, "year": str(year)}).fetchall()
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


def _query(place):
    # Dates are text in SQLite; their first characters say year and month on either database.
    rules = " UNION ALL ".join(
        f"SELECT {number} AS rule, '{rule.category}' AS category, {rule.cap} AS cap"
        for number, rule in enumerate(RULES)
    )
    case = " ".join(f"WHEN {_fits(rule)} THEN {number}" for number, rule in enumerate(RULES))
    worth = " ".join(f"WHEN {n} THEN {rule.points}" for n, rule in enumerate(RULES))
    windows = {
        "month": "CAST(day[6:7] AS INTEGER)",
        "quarter": "(CAST(day[6:7] AS INTEGER) - 1) // 3",
        "period": "0",
    }
    window = " ".join(f"WHEN {n} THEN {windows[rule.per]}" for n, rule in enumerate(RULES))
    most = " ".join(f"WHEN '{code}' THEN {cap}" for code, cap in CATEGORIES.items())
    needed = ", ".join(f"r.{column}" for column in COLUMN.values())
    return f"""
        WITH facts AS (
            SELECT r.mandate_id, k.code AS kind, CAST(r."on" AS VARCHAR) AS day, {needed}
            FROM {place}.performance_dutyrecord r
            JOIN {place}.performance_dutykind k ON k.id = r.kind_id
            WHERE r.congress_id = $congress AND r.status = 'confirmed'
        ), matched AS (
            SELECT mandate_id, day, CASE {case} END AS rule FROM facts WHERE day[1:4] = $year
        ), windowed AS (
            SELECT mandate_id, rule, CASE rule {window} END AS part,
                   sum(CASE rule {worth} END) AS got
            FROM matched WHERE rule IS NOT NULL GROUP BY ALL
        ), by_category AS (
            SELECT w.mandate_id, s.category, sum(least(w.got, s.cap)) AS got
            FROM windowed w JOIN ({rules}) s USING (rule) GROUP BY ALL
        ), by_mandate AS (
            SELECT mandate_id, sum(least(got, CASE category {most} END)) AS total
            FROM by_category GROUP BY ALL
        )
        SELECT m.id, CAST(coalesce(b.total, 0) AS BIGINT) AS total,
               rank() OVER (PARTITION BY m.delegation_id ORDER BY coalesce(b.total, 0) DESC)
        FROM {place}.performance_mandate m LEFT JOIN by_mandate b ON b.mandate_id = m.id
        WHERE m.congress_id = $congress
    """  # noqa: S608


def _fits(rule):
    asks = [f"{COLUMN[name]} = '{value}'" for name, value in rule.when.items()]
    return " AND ".join([f"kind = '{rule.kind}'", *asks])
