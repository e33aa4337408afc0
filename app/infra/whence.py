"""Whence a request came: enough to notice the same device or neighbourhood twice, too little to find anybody."""

import ipaddress
from dataclasses import dataclass
from typing import TypeVar

from flask import Request
from werkzeug import Response

from app.infra.seals import blind_index
from app.kernel import codes

DEVICE_COOKIE = "reviewer"
A_YEAR = 365 * 24 * 3600
CODE_LENGTH = 26
Answer = TypeVar("Answer", bound=Response)
NEIGHBOURHOOD = {4: 24, 6: 64}  # bits of an address that its neighbours share


@dataclass(frozen=True, slots=True)
class Whence:
    """Keyed hashes: nobody without the house's secret can try addresses out."""

    device_mark: str
    address_mark: str


def whence(request: Request, *, device: str | None = None) -> Whence:
    """The device by its cookie, or by address and browser where cookies are refused; the address by its block."""
    address = request.remote_addr or ""
    known = device or request.cookies.get(DEVICE_COOKIE) or f"{address} {request.user_agent.string}"
    return Whence(
        blind_index(known, purpose="review device"), blind_index(block_of(address), purpose="review address")
    )


def block_of(address: str) -> str:
    """The neighbourhood of an address: /24 of IPv4, /64 of IPv6."""
    try:
        bits = NEIGHBOURHOOD[ipaddress.ip_address(address).version]
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def device_of(request: Request) -> str:
    """The device's random name, or a new one to give it."""
    return request.cookies.get(DEVICE_COOKIE) or codes.fresh(CODE_LENGTH)


def keep_device(answer: Answer, request: Request, device: str | None = None) -> Answer:
    """Give the device a random name of its own, the first time."""
    if not request.cookies.get(DEVICE_COOKIE):
        answer.set_cookie(
            DEVICE_COOKIE, device or codes.fresh(CODE_LENGTH), max_age=A_YEAR, samesite="Lax", httponly=True,
            secure=request.is_secure,
        )  # fmt: skip
    return answer
