"""A parcel seen in too many places: officers are asked to look, and say what it was."""

from datetime import UTC, datetime

import pytest

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.labels import scanning
from app.labels.scanning import Place, Scan
from app.public import flags
from tests import factories
from tests.conftest import NOW
from tests.factories import labels

HOUR = datetime(2026, 6, 1, 1, tzinfo=UTC)


@pytest.fixture
def flagged(inside):
    with inside("330522"):
        batch = labels.ready(factories.merchant(name="被复制的茶铺"))
        with unit_of_work():
            scanning.count_scans([Scan(batch.id, 7, Place(bit, bit), HOUR) for bit in range(8)], now=NOW)
        return batch


def test_officers_are_asked_until_somebody_has_looked(page, flagged, inside):
    with inside("330522"):
        officer = factories.user()
    desk = page.as_(officer)
    assert "被复制的茶铺" in desk.get("/labels/flagged")
    assert "可能被复制" in desk.get("/desk")
    desk.submit(f"/labels/flagged/{flagged.code}/7", {"note": "展会样品"})
    assert "没有待核实的标签" in desk.get("/labels/flagged")
    assert "展会样品" in desk.get(f"/labels/flagged/{flagged.code}/7")
    with inside("330522"):
        assert flags.count() == 0


def test_what_was_looked_into_is_not_looked_into_twice(here):
    batch = labels.ready(factories.merchant())
    with unit_of_work():
        scanning.count_scans([Scan(batch.id, 7, Place(bit, bit), HOUR) for bit in range(8)], now=NOW)
    officer = factories.user()
    with unit_of_work():
        flags.look_into(batch, 7, note="样品", by=officer, now=NOW)
    with pytest.raises(flags.LookedIntoAlready), unit_of_work():
        flags.look_into(batch, 7, note="样品", by=officer, now=NOW)


@pytest.mark.parametrize(("role", "status"), [(Role.OFFICER, 200), (Role.ADMIN, 200), (Role.PANELIST, 403)])
def test_only_regulators_see_the_list(page, flagged, inside, role, status):
    with inside("330522"):
        user = factories.user(role)
    page.as_(user).get("/labels/flagged", expect=status)
    page.as_(user).get(f"/labels/flagged/{flagged.code}/7", expect=status)


def test_a_label_that_was_never_flagged_and_another_regions_are_not_there(page, flagged, inside):
    with inside("330522"):
        officer = factories.user()
    with inside("330523"):
        abroad = factories.user()
    page.as_(officer).get(f"/labels/flagged/{flagged.code}/8", expect=404)
    page.as_(abroad).get(f"/labels/flagged/{flagged.code}/7", expect=404)
