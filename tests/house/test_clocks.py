"""Every clock has its word and says where its length comes from."""

from types import FunctionType

from flask import Flask

from app.infra import phrases
from app.infra.plan import CLOCKS
from app.kernel.kinds import ClockName


def members() -> list[ClockName]:
    return [member for kind in ClockName.__subclasses__() for member in kind]


def test_every_clock_says_where_it_comes_from(app: Flask):
    sources = app.extensions[CLOCKS]
    silent = [
        one
        for one in members()
        if not isinstance(sources.get(one), FunctionType) and "%(amount)s" not in str(sources.get(one, ""))
    ]
    assert silent == []


def test_every_clock_has_its_word(app: Flask):
    assert [one for one in members() if (type(one), one) not in app.extensions[phrases.WORDS]] == []


def test_no_two_clocks_share_a_name():
    names = [one.value for one in members()]
    assert len(names) == len(set(names))
