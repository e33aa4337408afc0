"""Chinese is the source, English the other language. The choice is remembered in a cookie."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy
from flask_babel import ngettext as _ngettext

from app.infra import cookies
from app.kernel.clock import local
from app.settings import Settings

LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "lang"
HOUSE = "系统"  # as records name what nobody did by hand

_ = cast("Callable[..., str]", _gettext)
_n = cast("Callable[..., str]", _ngettext)
_l = cast("Callable[..., str]", _lazy)  # lazy: it becomes text when a page asks for it


def init_i18n(app: Flask, settings: Settings) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(settings.translations)
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Shanghai"
    Babel(app, locale_selector=chosen)


def chosen() -> str:
    """The reader's language: what was asked for now, else what was chosen before, else Chinese."""
    if not has_request_context():
        return "zh"
    asked = request.args.get("lang") or cookies.told(request, COOKIE) or "zh"
    return asked if asked in LANGUAGES else "zh"


def in_english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


def say(zh: str, en: str) -> str:
    """For words that live in data, in both languages, rather than in the catalogue."""
    return (en or zh) if in_english() else zh


def who_text(name: str) -> str:
    """A name as it was written down; where the house itself acted, in the reader's language."""
    return say(name, "the system") if name == HOUSE else name


def day_text(day: date) -> str:
    """2026年6月1日, or 1 June 2026."""
    return f"{day.day} {day:%B} {day.year}" if in_english() else f"{day.year}年{day.month}月{day.day}日"


def month_text(day: date) -> str:
    """2026年6月, or June 2026."""
    return f"{day:%B} {day.year}" if in_english() else f"{day.year}年{day.month}月"


def weekday_text(day: date) -> str:
    """周一, or Mon."""
    return f"{day:%a}" if in_english() else f"周{'一二三四五六日'[day.weekday()]}"


def weekday_names() -> list[str]:
    """From Monday on, as the head of a calendar."""
    monday = date(2024, 1, 1)
    return [weekday_text(monday.replace(day=day)) for day in range(1, 8)]


def when_text(at: datetime) -> str:
    """The region's day and minute: 2026年6月1日 09:30."""
    there = local(at)
    return f"{day_text(there.date())} {there:%H:%M}"


def points_text(value: Decimal | None) -> str:
    """Two places, as published; a dash where there is no score yet."""
    return "—" if value is None else f"{value:.2f}"


def number_text(value: int | Decimal) -> str:
    return f"{value:,}"
