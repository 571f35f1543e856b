"""Writing very many rows at once: what `bulk_create` does, without its work on every field.

`bulk_create` prepares each value of each row by a chain of calls; at a hundred thousand rows that
is most of the time. Here keys are reserved first, values are prepared by type, and the rows go in
by `executemany` on SQLite and by COPY on PostgreSQL. Constraints are the database's as ever.
"""

from django.db import connections, models, router
from django.db.models import NOT_PROVIDED
from django.db.models.base import ModelState

FAST = ("sqlite", "postgresql")


def insert_rows(instances):
    """Insert unsaved model instances and give them their keys. Inside a transaction.

    Like `bulk_create` it sends no signals. Returns the instances.
    """
    instances = list(instances)
    if not instances:
        return instances
    model = type(instances[0])
    connection = connections[router.db_for_write(model)]
    if connection.vendor not in FAST or not connection.in_atomic_block:
        return model._default_manager.bulk_create(instances, batch_size=1000)
    keys = reserve_keys(connection, model, len(instances))
    for instance, key in zip(instances, keys, strict=True):
        instance.pk = key
        instance._state.adding = False
        instance._state.db = connection.alias
    fields = model._meta.local_concrete_fields
    values = {f.attname: [getattr(row, f.attname) for row in instances] for f in fields}
    _insert(connection, model, values)
    return instances


def quick(model):
    """A maker of unsaved instances: `make(**attributes)`, for rows made by the hundred thousand.

    It sets defaults and attributes and nothing else: no signals, no descriptors, so foreign keys
    are given as `…_id`.
    """
    defaults = {
        field.attname: field.get_default()
        for field in model._meta.local_concrete_fields
        if field.default is NOT_PROVIDED or not callable(field.default)
    }

    def make(**attributes):
        instance = model.__new__(model)
        instance.__dict__.update(defaults)
        instance.__dict__.update(attributes)
        instance._state = ModelState()
        return instance

    return make


def insert_columns(model, columns):
    """Insert rows given by column (field attribute → list of values); the fastest way in.

    Every field but the key must be there. Inside a transaction; nothing is returned.
    """
    count = len(next(iter(columns.values()), ()))
    if not count:
        return
    connection = connections[router.db_for_write(model)]
    if connection.vendor not in FAST or not connection.in_atomic_block:
        names = list(columns)
        rows = zip(*columns.values(), strict=True)
        made = [model(**dict(zip(names, row, strict=True))) for row in rows]
        model._default_manager.bulk_create(made, batch_size=1000)
        return
    keys = reserve_keys(connection, model, count)
    _insert(connection, model, {model._meta.pk.attname: keys, **columns})


def _insert(connection, model, values):
    fields = model._meta.local_concrete_fields
    prepared = [_prepared(field, values[field.attname], connection) for field in fields]
    rows = zip(*prepared, strict=True)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    table = quote(model._meta.db_table)
    # Only names of our own tables and columns, quoted by Django, enter these statements.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, rows)


def reserve_keys(connection, model, count):
    """That many primary keys nobody else will get."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', model._meta.pk.column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # The write lock is already ours (IMMEDIATE), and AUTOINCREMENT never gives a key twice.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))


def _prepared(field, values, connection):
    """One column's values as the database takes them."""
    if isinstance(field, (models.CharField, models.TextField)):
        return [value if type(value) is str or value is None else str(value) for value in values]
    if isinstance(field, (models.BooleanField, models.IntegerField, models.ForeignKey)):
        return values
    known, column = {}, []
    for value in values:
        same = repr(value) if isinstance(value, (dict, list)) else value
        if same not in known:
            known[same] = field.get_db_prep_save(value, connection)
        column.append(known[same])
    return column
