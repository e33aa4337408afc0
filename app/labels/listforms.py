"""Narrowing the list of batches."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField

from app.infra.forms import HouseForm
from app.infra.i18n import _, _l
from app.labels.phrases import WORDS
from app.labels.terms import BatchState
from app.merchants.models import Merchant


class ListForm(HouseForm):
    """Asks by GET; a value nobody offers narrows nothing. ``shop`` is for parks."""

    class Meta:
        csrf = False

    state = SelectField(_l("状态"), default="")
    shop = SelectField(_l("店铺"), default="")

    def __init__(self, shops: Iterable[Merchant] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.state.choices = [("", _("全部"))] + [(one.value, WORDS[one]) for one in BatchState]
        self.shop.choices = [("", _("全部"))] + [(one.code, one.name) for one in shops]
        if len(self.shop.choices) == 1:
            del self.shop

    def asked(self) -> dict[str, Any]:
        """What the list is narrowed to."""
        offered = {field.name: field.data for field in self if field.data in dict(field.choices)}
        state = offered.get("state")
        return {"state": BatchState(state) if state else None, "shop": offered.get("shop") or None}
