"""A new secret: every sealed column and everything found by a keyed mark comes over, in steps that may be broken off."""

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import LargeBinary, select, type_coerce

from app import cli_keys
from app.accounts import queries as accounts
from app.complaints import recovery
from app.entry import seconds
from app.entry.models import Authenticator
from app.infra import rotation, seals
from app.infra.db import add, unit_of_work
from app.infra.scope import Session
from app.notices.models import Contact
from app.notices.terms import Port
from app.reports import queries as reports
from migrations.tables import metadata
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import reports as reported

NEW = b"the-new-secret-the-new-secret-the-new-secret"


def use(monkeypatch, *roots: bytes) -> None:
    monkeypatch.setattr(seals, "_roots", roots)
    Session().expire_all()


@pytest.fixture
def planted(here) -> dict[str, object]:
    """Somebody in every way in which people are found, under the old secret."""
    user = factories.user(phone="13900000077")
    with unit_of_work():
        seconds.begin_authenticator(user, now=NOW)
        add(
            Contact(user_id=user.id, port=Port.EMAIL, address="li@example.cn", language="zh", verified_at=NOW)
        )
        accounts.login_by_name("13900000077").email_index = accounts.email_index("li@example.cn")
    complaint, report = made.complaint(), reported.receipt().report
    return {"user": user, "complaint": complaint, "report": report}


def heads() -> set[bytes]:
    """How all that is sealed in this region begins, table by table, past every mapping."""
    found: set[bytes] = set()
    for table, column in rotation.sealed_columns():
        rows = Session().scalars(
            select(type_coerce(column, LargeBinary)).select_from(table).where(column.is_not(None))
        )
        found |= {bytes(one)[:5] for one in rows}
    return found


def test_everything_is_sealed_anew_and_found_again_and_the_old_secret_may_go(planted, monkeypatch):
    old = seals._roots
    user_id = planted["user"].id
    secret = Session().get_one(Authenticator, user_id).secret
    use(monkeypatch, NEW, *old)
    assert len(heads()) == 1  # all under the old one
    assert (
        cli_keys._columns() >= 6
    )  # phone, authenticator, contact, complaint (name, phone), report (name, phone)
    assert cli_keys._marks() == 4  # phone and e-mail of the sign-in, complaint, report
    assert heads() == {seals.present_head()}
    assert (cli_keys._columns(), cli_keys._marks()) == (0, 0)
    use(monkeypatch, NEW)  # the old secret is gone
    assert accounts.login_by_name("13900000077").id == accounts.login_by_name("li@example.cn").id == user_id
    assert Session().get_one(Authenticator, user_id).secret == secret
    assert planted["complaint"].phone == made.PHONE
    assert recovery._is_known(made.PHONE)
    assert [one.code for one in reports.by_phone(reported.PHONE)] == [planted["report"].code]


def test_broken_off_half_way_it_goes_on_where_it_stopped_and_nobody_is_lost_meanwhile(planted, monkeypatch):
    old = seals._roots
    use(monkeypatch, NEW, *old)
    monkeypatch.setattr(rotation, "STEP", 1)
    columns = list(rotation.sealed_columns())
    table, column = next(one for one in columns if (one[0].name, one[1].name) == ("complaint", "phone"))
    with unit_of_work():
        assert rotation.reseal_some(table, column) == 1  # and then the plug is pulled
    assert len(heads()) == 2
    assert planted["complaint"].phone == made.PHONE
    assert planted["report"].phone == reported.PHONE
    cli_keys._columns()
    assert heads() == {seals.present_head()}


def test_without_the_rotation_the_old_secret_must_stay(planted, monkeypatch):
    use(monkeypatch, NEW)
    with pytest.raises(InvalidTag):
        _ = planted["complaint"].phone


def test_every_sealed_table_has_one_key_to_walk_by_and_every_index_of_a_sealed_column_is_renewed():
    """A new sealed column or a new blind index that the rotation does not know fails here."""
    for table, column in rotation.sealed_columns():
        assert len(table.primary_key.columns) == 1, f"{table.name}.{column.name}"
    indexes = {
        f"{table.name}.{one.name}"
        for table in metadata.sorted_tables
        for one in table.columns
        if one.name.endswith("_index")
    }
    renewed = {f"{mark.class_.__table__.name}.{mark.key}" for _model, mark, _plain, _reckon in cli_keys.MARKS}
    assert indexes == renewed | {"login.phone_index", "login.email_index"}
