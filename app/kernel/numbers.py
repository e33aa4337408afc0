"""Points, shares and rounding. Always ``Decimal``, always half up, always on purpose."""

from decimal import ROUND_HALF_UP, Decimal

TWO_PLACES = Decimal("0.01")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


def half_up(value: Decimal, unit: Decimal = TWO_PLACES) -> Decimal:
    """``value`` rounded half up to a multiple of ``unit``; two places unless told."""
    return value.quantize(unit, rounding=ROUND_HALF_UP)
