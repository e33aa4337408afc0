"""Facts about who somebody is, for the access tables of all slices. What a thing adds to them stands in its own slice."""

from app.accounts.models import User
from app.accounts.terms import Role


def is_signed_in(user: User, _: object) -> bool:
    return user.is_authenticated


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


def is_admin(user: User, _: object) -> bool:
    return user.role is Role.ADMIN


def is_merchant(user: User, _: object) -> bool:
    return user.role is Role.MERCHANT


def has_a_shop(user: User, _: object) -> bool:
    return user.role is Role.MERCHANT and user.merchant_id is not None


def is_park(user: User, _: object) -> bool:
    return user.role is Role.PARK and user.organisation_id is not None


def is_panelist(user: User, _: object) -> bool:
    return user.role is Role.PANELIST
