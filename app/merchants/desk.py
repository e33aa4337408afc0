"""The sellers' lines in the side navigation."""

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (
    NavEntry(
        "merchants.mine", _l("我的店铺"), "building-store", frozenset({Role.MERCHANT}), 90, also=("own_page",)
    ),
    NavEntry(
        "merchants.index",
        _l("商家列表"),
        "building-store",
        frozenset({Role.OFFICER, Role.ADMIN, Role.PARK}),
        20,
    ),
)
