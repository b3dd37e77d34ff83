"""Alembic runs this for every command; the connection is handed over by `bot.storage.migrate`."""

from alembic import context

from bot.storage import registry_tables, tables

EVERYTHING = (tables, registry_tables)  # both fill the same metadata
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
