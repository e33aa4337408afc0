"""The park's sellers: for whom a program may order."""

from flask import url_for
from flask.typing import ResponseReturnValue

from app.api import queries
from app.api.answers import ShopOut, ShopPage, TitleOut
from app.api.models import ApiToken
from app.api.schemas import PageAsked
from app.api.terms import ApiPermission
from app.api.views.ground import blueprint
from app.api.views.operations import Operation, answer, operation
from app.infra import clock
from app.infra.i18n import _l
from app.titles import queries as titles
from app.titles.queries import TitleStanding


@blueprint.get("/merchants")
@operation(Operation(ApiPermission.MERCHANTS, _l("列出园区的商家，新的在前"), ShopPage, asks=PageAsked))
def list_shops(token: ApiToken, asked: PageAsked) -> ResponseReturnValue:
    page = queries.shops_of(token.park_id, asked.after)
    following = url_for("api.list_shops", after=page.rows[-1].code) if page.after else None
    told = titles.standings([shop.id for shop in page], clock.today())
    items = [
        ShopOut(code=shop.code, uscc=shop.uscc, name=shop.name, kind=shop.kind, title=_title(told[shop.id]))
        for shop in page
    ]
    return answer(ShopPage(items=items, next=following))


def _title(told: TitleStanding) -> TitleOut:
    title = told.title
    return TitleOut(
        standing=told.standing, disputed=told.disputed, number=title.number if title else None,
        valid_until=title.valid_until if title else None,
    )  # fmt: skip
