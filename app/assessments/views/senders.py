"""Where a public form came from: enough to notice the same device twice, too little to find anybody."""

import ipaddress

from flask import Request, Response

from app.assessments.reviews import Sender
from app.infra.seals import blind_index
from app.kernel import codes

DEVICE_COOKIE = "reviewer"
A_YEAR = 365 * 24 * 3600
CODE_LENGTH = 26


def sender_of(request: Request, *, token: str | None = None) -> Sender:
    """The device by its cookie, or by address and browser where cookies are refused; the address by its block.

    All are keyed hashes: nobody without the house's secret can try addresses out.
    """
    address = request.remote_addr or ""
    device = request.cookies.get(DEVICE_COOKIE) or f"{address} {request.user_agent.string}"
    return Sender(
        device_hash=blind_index(device, purpose="review device"),
        address_hash=blind_index(block_of(address), purpose="review address"),
        token_hash=blind_index(token, purpose="review token") if token else None,
    )


def block_of(address: str) -> str:
    """The neighbourhood of an address: /24 of IPv4, /64 of IPv6."""
    try:
        bits = 24 if ipaddress.ip_address(address).version == 4 else 64
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def keep_device(answer: Response, request: Request) -> Response:
    """Give the device a random name of its own, the first time it opens a form."""
    if not request.cookies.get(DEVICE_COOKIE):
        answer.set_cookie(
            DEVICE_COOKIE, codes.fresh(CODE_LENGTH), max_age=A_YEAR, samesite="Lax", httponly=True,
            secure=request.is_secure,
        )  # fmt: skip
    return answer
