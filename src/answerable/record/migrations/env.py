"""Runs the migrations on the connection that `answerable.record.database` hands over."""

from alembic import context

from answerable.record.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
