"""Words of the statistics slice."""

import enum

from app.complaints.terms import About
from app.kernel.kinds import AuditAction, Permission


class By(enum.StrEnum):
    """What figures are put side by side by. The values stand in addresses."""

    MONTH = "month"
    MERCHANT = "merchant"
    PARK = "park"
    CATEGORY = "category"
    DIMENSION = "dimension"


class Category(enum.StrEnum):
    """Kinds of goods, by what the seller ticked that it sells. Its other ticks are ways of selling, not goods."""

    FOOD = "food"
    FRESH = "fresh_produce"
    COSMETICS = "cosmetics"
    MEDICAL = "drugs_devices"
    ALCOHOL = "alcohol_tobacco"
    GOODS = "industrial"
    UNTOLD = "category_untold"


DIMENSIONS: dict[About, str] = {
    About.QUALITY: "QLT",
    About.SAFETY: "QLT",
    About.ADVERTISING: "ADS",
    About.PRICE: "ADS",
    About.DELIVERY: "AFT",
    About.RETURNS: "AFT",
    About.SERVICE: "AFT",
}
NO_DIMENSION = "-"  # what people call "other" belongs to no aspect of the guide


class StatisticsAction(AuditAction):
    EXPORT_ASKED = "statistics.export_asked"
    EXPORT_FETCHED = "statistics.export_fetched"


class StatisticsPermission(Permission):
    SEE = "statistics:see"
    EXPORT = "statistics:export"
    FETCH = "statistics:fetch"
