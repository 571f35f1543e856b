"""The database a site stands on: SQLite out of the box, PostgreSQL in earnest.

The SQLite options are not taste. With Django's defaults nearly half of concurrent writes fail
("database is locked"); with WAL and IMMEDIATE none do. `synchronous=FULL` because a ledger must
not lose its last lines to a power cut.
"""


def database_settings(env, var_dir):
    """Django's DATABASES entry from `DATABASE_URL`, or a SQLite file under `var_dir`."""
    config = env.db("DATABASE_URL", default=f"sqlite:///{var_dir / 'luzhi.sqlite3'}")
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON"
            ),
        }
    else:
        config["OPTIONS"] = {
            "pool": {"min_size": 1, "max_size": env.int("LUZHI_DB_POOL", default=8)}
        }
        config["CONN_HEALTH_CHECKS"] = False
    return config
