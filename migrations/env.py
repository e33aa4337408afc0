"""Alembic's entrance. The address comes from ``flask prepare`` or from the test that runs it."""

from alembic import context
from sqlalchemy import create_engine

from app.infra.engine import driver_url
from migrations.tables import metadata


def run() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise RuntimeError("run migrations through `flask prepare`, which knows the database")
    if context.is_offline_mode():  # the statements alone, to be read
        context.configure(url=driver_url(url), target_metadata=metadata, transaction_per_migration=True)
        context.run_migrations()
        return
    engine = create_engine(driver_url(url))
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=metadata, compare_type=True, transaction_per_migration=True
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
