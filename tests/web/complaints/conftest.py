"""A shop that is complained about, and the page where that is done."""

import pytest

from tests import factories


@pytest.fixture
def shop(inside):
    with inside("330522"):
        return factories.merchant(name="小满茶叶")


@pytest.fixture
def at(shop):
    return f"/r/330522/complaints/new?merchant={shop.code}"
