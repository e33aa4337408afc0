"""The park's sellers: for whom a program may order."""

from flask import url_for
from flask.typing import ResponseReturnValue

from app.api import queries
from app.api.answers import ShopOut, ShopPage
from app.api.models import ApiToken
from app.api.schemas import PageAsked
from app.api.terms import ApiPermission
from app.api.views.ground import blueprint
from app.api.views.operations import Operation, answer, operation
from app.infra.i18n import _l


@blueprint.get("/merchants")
@operation(Operation(ApiPermission.MERCHANTS, _l("列出园区的商家，新的在前"), ShopPage, asks=PageAsked))
def list_shops(token: ApiToken, asked: PageAsked) -> ResponseReturnValue:
    page = queries.shops_of(token.park_id, asked.after)
    following = url_for("api.list_shops", after=page.rows[-1].code) if page.after else None
    items = [ShopOut(code=shop.code, uscc=shop.uscc, name=shop.name, kind=shop.kind) for shop in page]
    return answer(ShopPage(items=items, next=following))
