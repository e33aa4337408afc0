import pytest

from app.accounts.terms import Role
from app.guides import drafting, queries, rules, service
from app.guides.laws import law_index
from app.guides.terms import GuideAction
from app.infra import audit
from app.infra.db import unit_of_work
from app.merchants.terms import MerchantKind
from tests import factories
from tests.conftest import NOW

KIND = MerchantKind.LIVE_STREAM


def reworded(base, ask="新的问题？"):
    text = drafting.written(base.guide, "QUA").replace(base.guide.item("QUA-01").ask, ask)
    return drafting.read(text, base.guide, law_index(2026))


def publish(base, guide, admin):
    with unit_of_work():
        return service.publish(guide, base_id=base.id, by=admin, now=NOW)


def test_a_published_version_is_this_regions_newest_and_the_old_one_stays(inside):
    with inside("330522"):
        base = queries.current(KIND)
        made = publish(base, reworded(base), factories.user(Role.ADMIN))
        assert queries.current(KIND).id == made.id
        assert (made.guide.version, made.guide.item("QUA-01").ask) == (base.guide.version + 1, "新的问题？")
        assert queries.of_version(base.id).item("QUA-01").ask != "新的问题？"
        assert [one.action for one in audit.of(made)] == [GuideAction.PUBLISHED]
    with inside("330523"):
        assert queries.current(KIND).id == base.id


def test_two_administrators_do_not_overwrite_each_other(here):
    base, admin = queries.current(KIND), factories.user(Role.ADMIN)
    publish(base, reworded(base), admin)
    with pytest.raises(rules.BaseChanged):
        publish(base, reworded(base, "又一个问题？"), admin)


def test_publishing_the_same_again_is_refused(here):
    base = queries.current(KIND)
    same = drafting.read(drafting.written(base.guide), base.guide, law_index(2026))
    with pytest.raises(rules.NothingChanged):
        publish(base, same, factories.user(Role.ADMIN))
