"""``flask guides …``: the guide for scripts."""

import click
from sqlalchemy.exc import SQLAlchemyError

from app.guides import packs, queries
from app.guides.export import exported
from app.guides.terms import Guide
from app.infra import scope
from app.infra.console import refuse, refusing, say_json
from app.infra.packs import FOLDER
from app.merchants.terms import MerchantKind


@click.group("guides")
def guides() -> None:
    """工作指南 (the annual guides)."""


@guides.command("export")
@click.option("--kind", type=click.Choice([kind.value for kind in MerchantKind]), required=True)
@click.option("--year", type=int, required=True)
@refusing
def export(kind: str, year: int) -> None:
    """The newest version of a kind's guide of one year, as JSON."""
    guide = _loaded(MerchantKind(kind), year) or _packed(MerchantKind(kind), year)
    if guide is None:
        refuse(f"没有 {year} 年的这本指南。 No {kind} guide for {year}.")
    say_json(exported(guide))


def _loaded(kind: MerchantKind, year: int) -> Guide | None:
    """From the database; None while it has not been prepared."""
    try:
        with scope.house_scope():
            found = queries.current(kind, year)
    except SQLAlchemyError:
        return None
    return found.guide if found else None


def _packed(kind: MerchantKind, year: int) -> Guide | None:
    """As it came with the program."""
    return packs.source(year).guide(kind) if (FOLDER / "guides" / str(year)).is_dir() else None
