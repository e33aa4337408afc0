"""How many labels may still be ordered today, told before it bites."""

from dataclasses import dataclass

from flask_login import current_user

from app.accounts.terms import Role
from app.infra import clock
from app.infra.i18n import _, number_text
from app.kernel.clock import start_of
from app.labels import queries
from app.merchants.models import Merchant
from app.regions import queries as regions

SCARCE = 10  # less than a tenth of the day's labels left


@dataclass(frozen=True, slots=True)
class Told:
    sentences: tuple[str, ...]
    is_scarce: bool


def told(shops: dict[str, Merchant]) -> Told | None:
    """None if the region sets no bound, or there is no shop to order for."""
    policy, one = regions.policy(), next(iter(shops.values()), None)
    if one is None:
        return None
    ordered, said, scarce = queries.ordered_since(start_of(clock.today()), one), [], False
    of_park, of_shop = policy.park_labels_a_day, policy.shop_labels_a_day
    is_park = current_user.role is Role.PARK
    if of_shop and not is_park:
        left = max(0, of_shop - ordered.shop)
        said.append(_("今天还可以申领 %(count)s 张，一家店一天最多 %(quota)s 张。", count=number_text(left), quota=number_text(of_shop)))  # fmt: skip
        scarce = left * SCARCE < of_shop
    if of_park and one.park_id is not None:
        left = max(0, of_park - ordered.park)
        said.append(_("园区今天一共还可以申领 %(count)s 张，一天最多 %(quota)s 张。", count=number_text(left), quota=number_text(of_park)))  # fmt: skip
        scarce = scarce or left * SCARCE < of_park
    if of_shop and is_park:
        said.append(_("一家店一天最多 %(quota)s 张。", quota=number_text(of_shop)))
    return Told(tuple(said), scarce) if said else None
