"""The test database: all migrations run once into a template, every run works on a copy.

Running Wagtail's migrations takes longer than most tests. The template is kept under a name that
holds a digest of all migration files and the library versions, so it is rebuilt when any changes.
"""

import hashlib
import importlib.metadata
import os
import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from filelock import FileLock


def migrations_digest():
    """Changes whenever a migration of ours or a library's version does."""
    sha = hashlib.sha256()
    for name in ("django", "wagtail"):
        sha.update(importlib.metadata.version(name).encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        folder = Path(config.path) / "migrations"
        if folder.is_relative_to(settings.BASE_DIR):
            for file in sorted(folder.glob("*.py")):
                sha.update(file.read_bytes())
    return sha.hexdigest()[:12]


def prepared_test_database(worker):
    """Point the default connection at a fresh copy; returns a function that drops the copy."""
    folder = settings.VAR_DIR / "test"
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        return _sqlite(folder, worker)
    return _postgresql(folder, worker)


def copied_database(name):
    """Another copy of the template, for a server of its own: (its DATABASE_URL, drop it)."""
    folder = settings.VAR_DIR / "test"
    folder.mkdir(parents=True, exist_ok=True)
    before = settings.DATABASES["default"]["NAME"]
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    drop_copy = make(folder, name)
    copy = settings.DATABASES["default"]["NAME"]
    _close()
    _point_at(before)
    if connection.vendor == "sqlite":
        url = f"sqlite:///{copy}"
    else:
        conf = connections["default"].settings_dict
        password = f":{conf['PASSWORD']}" if conf["PASSWORD"] else ""
        where = f"{conf['HOST']}:{conf['PORT']}"
        url = f"postgres://{conf['USER']}{password}@{where}/{copy}"

    def drop():
        drop_copy()
        _point_at(before)

    return url, drop


def _point_at(name):
    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def _close():
    conn = connections["default"]
    conn.close()
    if hasattr(conn, "close_pool"):
        conn.close_pool()


def _sqlite(folder, worker):
    template = folder / f"template-{migrations_digest()}.sqlite3"
    with FileLock(folder / "template.lock"):
        if not template.exists():
            for old in folder.glob("template-*.sqlite3*"):
                old.unlink()
            building = folder / "building.sqlite3"
            building.unlink(missing_ok=True)
            _point_at(str(building))
            call_command("migrate", verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _close()
            building.rename(template)
    copy = folder / f"copy-{os.getpid()}-{worker}.sqlite3"
    shutil.copy(template, copy)
    _point_at(str(copy))

    def drop():
        _close()
        for file in folder.glob(f"{copy.name}*"):
            file.unlink(missing_ok=True)

    return drop


def _postgresql(folder, worker):
    original = settings.DATABASES["default"]["NAME"]
    template = f"luzhi_template_{migrations_digest()}"
    copy = f"luzhi_test_{os.getpid()}_{worker}"
    with FileLock(folder / "template.lock"):
        if not _maintenance(
            original, "SELECT 1 FROM pg_database WHERE datname = %s", [template], fetch=True
        ):
            _maintenance(original, f'CREATE DATABASE "{template}_building"')
            _point_at(f"{template}_building")
            call_command("migrate", verbosity=0)
            _close()
            _maintenance(original, f'ALTER DATABASE "{template}_building" RENAME TO "{template}"')
        _maintenance(original, f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    _point_at(copy)

    def drop():
        _close()
        _maintenance(original, f'DROP DATABASE "{copy}" WITH (FORCE)')

    return drop


def _maintenance(database, sql, params=None, *, fetch=False):
    """One statement on the cluster's own database, outside any transaction."""
    import psycopg

    conf = connections["default"].settings_dict
    with psycopg.connect(
        dbname="postgres",
        user=conf["USER"],
        password=conf["PASSWORD"] or None,
        host=conf["HOST"] or None,
        port=conf["PORT"] or None,
        autocommit=True,
    ) as admin:
        cursor = admin.execute(sql, params)
        return cursor.fetchall() if fetch else None
