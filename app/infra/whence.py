"""Whence a request came: enough to notice the same device or neighbourhood twice, too little to find anybody."""

import ipaddress
from dataclasses import dataclass
from typing import TypeVar

from flask import Request
from werkzeug import Response

from app.infra import cookies
from app.infra.guard import device
from app.infra.seals import blind_index

Answer = TypeVar("Answer", bound=Response)
NEIGHBOURHOOD = {4: 24, 6: 64}  # bits of an address that its neighbours share


@dataclass(frozen=True, slots=True)
class Whence:
    """Keyed hashes: nobody without the house's secret can try addresses out."""

    device_mark: str
    address_mark: str


def whence(request: Request, *, known_as: str | None = None) -> Whence:
    """The device by its cookie, or by address and browser where cookies are refused; the address by its block."""
    address = request.remote_addr or ""
    known = known_as or cookies.told(request, device.COOKIE) or f"{address} {request.user_agent.string}"
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
    """The browser's own mark, or a new one that goes to it with the answer."""
    return cookies.told(request, device.COOKIE) or device.mark()


def keep_device(answer: Answer, request: Request, known: str | None = None) -> Answer:
    """See that the browser gets a mark of its own, the first time; it is set with the answer."""
    if not (known or cookies.told(request, device.COOKIE)):
        device.mark()
    return answer
