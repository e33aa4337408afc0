"""When a seller may be taken in."""

from app.kernel.errors import DomainError


class UsccTaken(DomainError):
    """The code is already registered in this region."""

    code = "merchants.uscc_taken"


class ShopExists(DomainError):
    """This person already acts for a shop."""

    code = "merchants.shop_exists"
