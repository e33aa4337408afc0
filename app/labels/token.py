"""The token on a label: who made it, which batch, which one, and a seal that proves it.

Twenty characters of five bits each: key id 3, region 12, batch 20, serial 20 (eleven
characters), a seal of 40 bits (eight), one check character. Nothing is stored per label:
the numbers and the key are enough to say whether the house issued it.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from app.labels import alphabet
from app.labels.errors import KeyTooShort, NumberOutOfRange
from app.labels.terms import LabelNumber, Reading, Verdict

KEY_ID_BITS, REGION_BITS, BATCH_BITS, SERIAL_BITS = 3, 12, 20, 20
SERIALS = 1 << SERIAL_BITS  # a batch is at most this long
SEAL_BYTES = 5
LEAST_KEY_BYTES = 32
_PURPOSE = b"parcel-label-seal/1\x00"  # a key that also serves elsewhere seals nothing there
_BODY, _SEAL = 11, 8  # characters


def issue(key: bytes, *, key_id: int, region_number: int, batch_number: int, serial: int) -> str:
    """One token. The same numbers and key always give the same token."""
    one = issue_range(
        key,
        key_id=key_id,
        region_number=region_number,
        batch_number=batch_number,
        first_serial=serial,
        count=1,
    )
    return one.tobytes().decode("ascii")


def issue_range(
    key: bytes, *, key_id: int, region_number: int, batch_number: int, first_serial: int, count: int
) -> NDArray[np.uint8]:
    """Tokens of consecutive serials: an array of ``count`` rows of 20 ASCII codes.

    Raises ``NumberOutOfRange`` if any number does not fit its bits, ``KeyTooShort`` for a weak key.
    """
    _check_numbers(key_id, region_number, batch_number, first_serial, count)
    head = (((key_id << REGION_BITS) | region_number) << BATCH_BITS | batch_number) << SERIAL_BITS
    bodies = np.arange(head + first_serial, head + first_serial + count, dtype=np.uint64)
    seals = _seals(key, bodies)
    symbols = np.empty((count, alphabet.LENGTH), dtype=np.uint8)
    for place in range(_BODY):
        symbols[:, place] = (bodies >> np.uint64(5 * (_BODY - 1 - place))) & np.uint64(31)
    for place in range(_SEAL):
        symbols[:, _BODY + place] = (seals >> np.uint64(5 * (_SEAL - 1 - place))) & np.uint64(31)
    check = alphabet.WEIGHTED[0][symbols[:, 0]]
    for place in range(1, alphabet.CHECKED):
        check ^= alphabet.WEIGHTED[place][symbols[:, place]]
    symbols[:, -1] = check
    return alphabet.LETTERS[symbols]


def read(text: str, keys: Mapping[int, bytes]) -> Reading:
    """What a scanned or typed token is, as far as arithmetic can tell. Never raises.

    ``keys`` maps key ids to keys, retired ones included as long as their labels are about.
    """
    token = alphabet.clean(text)
    foreign = alphabet.foreign(token)
    if foreign or len(token) != alphabet.LENGTH:
        return Reading(Verdict.MALFORMED, token, foreign=foreign)
    symbols = alphabet.symbols(token)
    if alphabet.check_symbol(symbols[:-1]) != symbols[-1]:
        return Reading(Verdict.MISTYPED, token)
    body, seal = _joined(symbols[:_BODY]), _joined(symbols[_BODY:-1])
    number = _numbers(body)
    key = keys.get(number.key_id)
    if key is None:
        return Reading(Verdict.UNKNOWN_KEY, token)
    right = hmac.digest(key, _PURPOSE + body.to_bytes(8, "big"), "sha256")[:SEAL_BYTES]
    if not hmac.compare_digest(right, seal.to_bytes(SEAL_BYTES, "big")):
        return Reading(Verdict.FORGED, token)
    return Reading(Verdict.GENUINE, token, number)


def grouped(token: str) -> str:
    """As printed under the code: ``XXXX XXXX XXXX XXXX XXXX``."""
    return " ".join(token[start : start + 4] for start in range(0, len(token), 4))


def _check_numbers(key_id: int, region_number: int, batch_number: int, first_serial: int, count: int) -> None:
    limits = (
        ("key_id", key_id, 1 << KEY_ID_BITS),
        ("region_number", region_number, 1 << REGION_BITS),
        ("batch_number", batch_number, 1 << BATCH_BITS),
        ("serial", first_serial, SERIALS),
        ("count", count - 1, SERIALS),  # at least one
        ("serial", first_serial + count - 1, SERIALS),
    )
    for field, value, limit in limits:
        if not 0 <= value < limit:
            raise NumberOutOfRange(field=field, value=value, limit=limit)


def _seals(key: bytes, bodies: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The first 40 bits of HMAC-SHA256 for each body."""
    digest = _sealer(key)
    messages = bodies.astype(">u8").tobytes()
    padded = b"".join(
        [b"\0\0\0" + digest(messages[at : at + 8])[:SEAL_BYTES] for at in range(0, len(messages), 8)]
    )
    return np.frombuffer(padded, dtype=">u8").astype(np.uint64)


def _sealer(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA256 (RFC 2104) with both key blocks hashed once: twice as quick per label.

    ``read`` uses the library's own ``hmac``, so the two check each other in every test.
    """
    if len(key) < LEAST_KEY_BYTES:
        raise KeyTooShort(length=len(key), least=LEAST_KEY_BYTES)
    block = (key if len(key) <= 64 else hashlib.sha256(key).digest()).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in block) + _PURPOSE)
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in block))

    def digest(message: bytes) -> bytes:
        inside, outside = inner.copy(), outer.copy()
        inside.update(message)
        outside.update(inside.digest())
        return outside.digest()

    return digest


def _joined(symbols: list[int]) -> int:
    value = 0
    for symbol in symbols:
        value = value << 5 | symbol
    return value


def _numbers(body: int) -> LabelNumber:
    return LabelNumber(
        key_id=body >> (REGION_BITS + BATCH_BITS + SERIAL_BITS),
        region_number=body >> (BATCH_BITS + SERIAL_BITS) & ((1 << REGION_BITS) - 1),
        batch_number=body >> SERIAL_BITS & ((1 << BATCH_BITS) - 1),
        serial=body & (SERIALS - 1),
    )
