"""Passkeys: a key in the person's device that signs our challenge (WebAuthn level 2, by the library)."""

import ipaddress
import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import options_to_json, parse_client_data_json
from webauthn.helpers.exceptions import (
    InvalidAuthenticationResponse,
    InvalidCBORData,
    InvalidJSONStructure,
    InvalidRegistrationResponse,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.models import User
from app.entry import queries, rules
from app.entry.models import Passkey
from app.entry.terms import EntryAction
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes

NAME = "放心电商"
MALFORMED = (InvalidJSONStructure, InvalidCBORData, KeyError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class House:
    """Whom the key is for: the host's name, and the address that pages come from."""

    host: str
    origin: str


def house_of(public_url: str, asked_host: str) -> House | None:
    """None where browsers know no passkeys: an address in figures. ``localhost`` counts while we are only at home."""
    public = urlsplit(public_url)
    asked = urlsplit(f"//{asked_host}")
    if asked.hostname == "localhost" and _is_figures(public.hostname or ""):
        return House("localhost", f"{public.scheme}://{asked_host}")
    if _is_figures(public.hostname or "") or not public.hostname:
        return None
    return House(public.hostname, f"{public.scheme}://{public.netloc}")


def _is_figures(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def handle_of(user: User) -> bytes:
    """What the device keeps to say who it is for; no name, no phone."""
    return f"{user.region_id}:{user.id}".encode()


def asked_to_make(user: User, house: House, secret: str) -> str:
    """JSON for the browser: make a key for this person; not one that is there already."""
    known = [PublicKeyCredentialDescriptor(id=one.credential_id) for one in queries.passkeys(user.id)]
    options = webauthn.generate_registration_options(
        rp_id=house.host, rp_name=NAME, user_id=handle_of(user), user_name=user.name, challenge=secret.encode(),
        exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )  # fmt: skip
    return options_to_json(options)


def asked_to_sign(house: House, secret: str) -> str:
    """JSON for the browser: sign this with a key you hold for us."""
    return options_to_json(
        webauthn.generate_authentication_options(
            rp_id=house.host,
            challenge=secret.encode(),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def challenge_in(told: str) -> str:
    """The challenge that the browser says it signed. Raises ``rules.PasskeyRefused``."""
    try:
        client = json.loads(told)["response"]["clientDataJSON"]
        return parse_client_data_json(webauthn.base64url_to_bytes(client)).challenge.decode("ascii")
    except MALFORMED:
        raise rules.PasskeyRefused(reason="challenge") from None


def handle_in(told: str) -> tuple[int, int]:
    """The region and person that the device says it is for. Raises ``rules.PasskeyRefused``."""
    try:
        handle = webauthn.base64url_to_bytes(json.loads(told)["response"]["userHandle"]).decode()
        region_id, _, user_id = handle.partition(":")
        return int(region_id), int(user_id)
    except MALFORMED:
        raise rules.PasskeyRefused(reason="unknown") from None


def keep(user: User, told: str, *, house: House, secret: str, name: str, now: datetime) -> Passkey:
    """The new key, once its signature was checked. Raises ``rules.PasskeyRefused``."""
    if len(queries.passkeys(user.id)) >= rules.MOST_PASSKEYS:
        raise rules.PasskeyRefused(reason="full")
    try:
        made = webauthn.verify_registration_response(
            credential=told, expected_challenge=secret.encode(), expected_rp_id=house.host,
            expected_origin=house.origin, require_user_verification=True,
        )  # fmt: skip
    except (InvalidRegistrationResponse, *MALFORMED):
        raise rules.PasskeyRefused(reason="unverified") from None
    kept = add(
        Passkey(
            code=codes.fresh(12), user_id=user.id, credential_id=made.credential_id,
            public_key=made.credential_public_key, count=made.sign_count, name=name, added_at=now,
        )
    )  # fmt: skip
    audit.record(EntryAction.PASSKEY_ADDED, kept, by=user, now=now)
    return kept


def check(user_id: int, told: str, *, house: House, secret: str, now: datetime) -> None:
    """The signature of a key that we know. Raises ``rules.PasskeyRefused``."""
    try:
        credential_id = webauthn.base64url_to_bytes(json.loads(told)["rawId"])
    except MALFORMED:
        raise rules.PasskeyRefused(reason="unknown") from None
    kept = queries.passkey_for_use(user_id, credential_id)
    if kept is None:
        raise rules.PasskeyRefused(reason="unknown")
    try:
        signed = webauthn.verify_authentication_response(
            credential=told, expected_challenge=secret.encode(), expected_rp_id=house.host,
            expected_origin=house.origin, credential_public_key=kept.public_key,
            credential_current_sign_count=0, require_user_verification=True,
        )  # fmt: skip
    except (InvalidAuthenticationResponse, *MALFORMED):
        raise rules.PasskeyRefused(reason="unverified") from None
    rules.check_not_copied(kept.count, signed.new_sign_count)
    kept.count, kept.used_at = signed.new_sign_count, now


def drop(user: User, kept: Passkey, *, required: bool, now: datetime) -> None:
    """Raises ``rules.LastProof`` if this person must keep one and has no authenticator."""
    others = [one for one in queries.passkeys(user.id) if one.id != kept.id]
    if rules.needs_second(user.role, required=required) and not others and not _has_authenticator(user):
        raise rules.LastProof
    audit.record(EntryAction.PASSKEY_DROPPED, kept, by=user, now=now)
    Session().delete(kept)


def _has_authenticator(user: User) -> bool:
    kept = queries.authenticator(user.id)
    return kept is not None and kept.confirmed_at is not None
