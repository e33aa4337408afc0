"""How often is too often, and how hard a stranger's computer must work: all of it in one place.

Counted in Redis; in memory while Redis is away. The first part is counted by the address alone, before a page does
anything. The second part stands before what strangers send in: ``app.infra.guard`` counts it, by what vouches for them.
"""

import enum
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.settings import Settings

SIGN_IN = "20 per minute; 200 per hour"
WRONG_SIGN_IN = "8 per 15 minutes; 40 per day"  # for one account from one address: nobody elsewhere locks it
SECOND_PROOF = "6 per 10 minutes; 60 per day"  # for one person who has shown the right password
REGISTER = "10 per minute; 60 per hour"
PUBLIC_FORM = "12 per minute; 60 per hour"
LOOK_UP = "30 per minute"
SCAN = "240 per minute"
API = "300 per minute"  # for each token


class By(enum.StrEnum):
    """What submissions are counted by."""

    PARCEL = "parcel"
    ADDRESS = "address"
    DEVICE = "device"
    PHONE = "phone"
    REGION = "region"


class Vouch(enum.StrEnum):
    """What speaks for a stranger: a proof of work, a genuine label, both, time spent on the page, or nothing at all."""

    WORK = "work"
    LABEL = "label"
    BOTH = "both"
    TIME = "time"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most ``rate`` by ``by`` for those for whom ``vouches`` speak."""

    by: By
    rate: str
    vouches: frozenset[Vouch]


WORKED = frozenset({Vouch.WORK, Vouch.BOTH})
LABELLED = frozenset({Vouch.LABEL, Vouch.BOTH})
LABEL_ALONE, WORK_ALONE = frozenset({Vouch.LABEL}), frozenset({Vouch.WORK})
TIME_ALONE = frozenset({Vouch.TIME})
ANYBODY = WORKED | LABELLED | TIME_ALONE

SUBMISSIONS = (  # complaints, reports, reviews, objections: each kind of form is counted by itself
    Ceiling(By.PARCEL, "6 per day", WORKED),
    Ceiling(By.PARCEL, "2 per day", LABEL_ALONE),  # no script: the label stands in, tighter
    Ceiling(By.ADDRESS, "30 per hour", WORKED),
    Ceiling(By.ADDRESS, "6 per hour", LABEL_ALONE),
    Ceiling(By.DEVICE, "12 per hour", WORKED),
    Ceiling(By.DEVICE, "4 per hour", LABEL_ALONE),
    Ceiling(By.ADDRESS, "6 per hour", TIME_ALONE),  # no script and no label: few, and not at once
    Ceiling(By.DEVICE, "3 per hour", TIME_ALONE),
    Ceiling(By.REGION, "60 per hour", TIME_ALONE),
    Ceiling(By.REGION, "600 per hour", WORK_ALONE),  # a genuine label still gets through when strangers flood
)
TRIES = (  # sent and perhaps refused for a slip: many more than are accepted, so that nobody pays for a bad photograph
    Ceiling(By.ADDRESS, "120 per hour", ANYBODY),
    Ceiling(By.DEVICE, "60 per hour", ANYBODY),
)
TEXT_MESSAGES = (  # one-time codes: each costs money and rings somebody's phone
    Ceiling(By.PHONE, "3 per day", ANYBODY | {Vouch.NOTHING}),
    Ceiling(By.ADDRESS, "6 per hour", ANYBODY | {Vouch.NOTHING}),
    Ceiling(By.REGION, "200 per day", ANYBODY | {Vouch.NOTHING}),
)
WORK_COST = 5_000  # PBKDF2 rounds a try, 256 tries on the average: a second or two on a phone
PATIENCE_SECONDS = 20  # how long a page without script must have been open before its form is taken
WORK_HOURS = 2  # how long a challenge may be answered; an answered one is remembered as long

limiter = Limiter(
    key_func=get_remote_address,
    swallow_errors=True,
    in_memory_fallback_enabled=True,
    in_memory_fallback=["600 per minute"],
    headers_enabled=True,
)


def init_limits(app: Flask, settings: Settings) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_ENABLED"] = settings.limits_on
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"socket_connect_timeout": 1, "socket_timeout": 1}
    limiter.init_app(app)


def again_at() -> datetime | None:
    """When the limit that has just said no begins anew."""
    refused = limiter.current_limit
    return datetime.fromtimestamp(refused.reset_at, UTC) if refused else None
