"""An administrator adds a kind of paper or changes one: a new version of the region's list. The old one stays."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.accounts.models import User
from app.infra import audit, packs
from app.infra.db import add, this_region
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.kernel import codes
from app.licences import kind_queries
from app.licences.kinds import Kind, KindUnknown
from app.licences.packs import FAMILY, read_kinds
from app.licences.terms import LicenceAction, LicenceKind

LOCK = 7_011


class ListVersion:
    """What the ledger names: a version of the list."""

    def __init__(self, row: PolicyVersion) -> None:
        self.id, self.audit_label = row.id, f"{row.name} {row.year} v{row.version}"


def add_kind(
    zh: str, en: str, scopes: Sequence[str], *, one_a_shop: bool, own_number: bool, by: User, now: datetime
) -> Kind:
    """Raises ``kinds.NameTaken``."""
    made = Kind(
        code=f"own_{codes.fresh(6).lower()}", zh=zh, en=en, scopes=tuple(scopes), one_a_shop=one_a_shop,
        own_number=own_number,
    )  # fmt: skip
    return _publish(made, by=by, now=now)


def change_kind(
    code: str, zh: str, en: str, scopes: Sequence[str], *, one_a_shop: bool, own_number: bool, offered: bool,
    by: User, now: datetime,
) -> Kind:  # fmt: skip
    """The business licence can be neither made optional nor withdrawn. The same again changes nothing.

    Raises ``kinds.KindUnknown``, ``kinds.NameTaken``.
    """
    known = kind_queries.current().by_code.get(code)
    if known is None or (code == LicenceKind.BUSINESS_LICENCE and not offered):
        raise KindUnknown
    made = known.model_copy(
        update={
            "zh": zh, "en": en, "scopes": tuple(scopes), "one_a_shop": one_a_shop, "own_number": own_number,
            "offered": offered,
        }
    )  # fmt: skip
    return known if made == known else _publish(Kind.model_validate(made.model_dump()), by=by, now=now)


def _publish(kind: Kind, *, by: User, now: datetime) -> Kind:
    Session().execute(select(func.pg_advisory_xact_lock(LOCK, this_region())))
    kind_queries.forget()
    following = kind_queries.current().with_kind(kind)
    content = following.model_dump(mode="json")
    read_kinds(content)
    row = add(
        PolicyVersion(
            family=FAMILY, name=kind_queries.regional_name(), year=following.year, version=following.version,
            content=content, sha256=packs.fingerprint(content), loaded_at=now,
        )
    )  # fmt: skip
    kind_queries.forget()
    audit.record(
        LicenceAction.KINDS_CHANGED, ListVersion(row), by=by, now=now,
        kind=kind.model_dump(mode="json"), sha256=row.sha256,
    )  # fmt: skip
    return kind
