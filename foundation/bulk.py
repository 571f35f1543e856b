"""Writing very many rows at once: what `bulk_create` does, without its work on every field.

`bulk_create` prepares each value of each row by a chain of calls; at a hundred thousand rows that
is most of the time. Here keys are reserved first, values are prepared by type, and the rows go in
by `executemany` on SQLite and by COPY on PostgreSQL. Constraints are the database's as ever.
"""

from django.db import connections, models, router

PLAIN = (int, str, type(None), float)


def insert_rows(instances):
    """Insert unsaved model instances and give them their keys. Inside a transaction.

    Like `bulk_create` it sends no signals. Returns the instances.
    """
    instances = list(instances)
    if not instances:
        return instances
    model = type(instances[0])
    connection = connections[router.db_for_write(model)]
    if connection.vendor not in ("sqlite", "postgresql") or not connection.in_atomic_block:
        return model._default_manager.bulk_create(instances, batch_size=1000)
    fields = model._meta.local_concrete_fields
    keys = reserve_keys(connection, model, len(instances))
    for instance, key in zip(instances, keys, strict=True):
        instance.pk = key
        instance._state.adding = False
        instance._state.db = connection.alias
    columns = [_column(field, instances, connection) for field in fields]
    rows = zip(*columns, strict=True)
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
    return instances


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


def _column(field, instances, connection):
    """The prepared values of one field, one for each instance."""
    name = field.attname
    values = [getattr(instance, name) for instance in instances]
    if isinstance(field, models.BooleanField):
        return values
    if isinstance(field, (models.CharField, models.TextField)):
        return [value if type(value) is str or value is None else str(value) for value in values]
    if isinstance(field, (models.IntegerField, models.ForeignKey)):
        return values
    prepared = {}
    column = []
    for value in values:
        known = (type(value), repr(value)) if isinstance(value, (dict, list)) else value
        if known not in prepared:
            prepared[known] = field.get_db_prep_save(value, connection)
        column.append(prepared[known])
    return column
