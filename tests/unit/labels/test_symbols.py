"""Codes made by the batch are the library's codes, and the reader misses nothing."""

import numpy as np
import pytest

from app.labels import proof, symbols, token
from app.labels.errors import AddressTooLong, AddressUnprintable, ProofFailed

KEY = bytes(range(32))
ADDRESSES = [  # of odd and of even length: the token then begins inside a pair, or with one
    ("a.cn", 2),
    ("ab.cn", 2),
    ("label.cn", 3),
    ("labels.cn", 3),
    ("https://a-longer-name.labels.example.com.cn", 4),
    ("https://a-longer-name.labels.example.com.cn:8443", 4),
    ("x" * 60 + ".example.cn", 5),
    ("x" * 90 + ".example.com.cn", 6),
]


def some_tokens(count: int, first_serial: int = 0) -> np.ndarray:
    return token.issue_range(
        KEY, key_id=5, region_number=4001, batch_number=99, first_serial=first_serial, count=count
    )


@pytest.mark.parametrize(("address", "version"), ADDRESSES)
def test_every_code_is_the_librarys_and_reads_back(address: str, version: int) -> None:
    prefix = symbols.address_prefix(address)
    tables = symbols.tables_for(prefix)
    tokens = some_tokens(40, first_serial=1_000_000)
    codes = tables.packed(tokens)

    assert tables.version == version
    for code, row in zip(codes, tokens, strict=True):
        drawn = symbols.library_modules(prefix + row.tobytes().decode(), version, tables.mask)
        assert (np.packbits(np.array(drawn, dtype=bool), axis=1).ravel() == code).all()
    text, sound = proof.reader_for(version, tables.mask).read(codes, len(prefix) + 20)
    assert sound.all()
    assert [line.tobytes().decode() for line in text] == [prefix + row.tobytes().decode() for row in tokens]


@pytest.mark.parametrize("mask", range(8))
def test_all_masks_are_drawn_and_read_alike(mask: int) -> None:
    prefix = symbols.address_prefix("label.cn")
    tables = symbols.build_tables(prefix, 3, mask)
    tokens = some_tokens(3)

    proof.prove(tables.packed(tokens), tokens, prefix=prefix, version=3, mask=mask, first_serial=0)


@pytest.mark.parametrize(("address", "version"), ADDRESSES[2:5:2])
def test_any_one_module_turned_over_is_noticed(address: str, version: int) -> None:
    prefix = symbols.address_prefix(address)
    tables = symbols.tables_for(prefix)
    bits = tables.size * tables.row_bytes * 8
    spoilt = np.repeat(tables.packed(some_tokens(1)), bits, axis=0)
    spoilt[np.arange(bits), np.arange(bits) // 8] ^= (128 >> np.arange(bits) % 8).astype(np.uint8)

    _, sound = proof.reader_for(version, tables.mask).read(spoilt, len(prefix) + 20)

    assert sound.sum() == 7, "only the seven left-over modules of these versions say nothing"


def test_a_code_that_says_another_token_is_named_by_its_serial() -> None:
    prefix = symbols.address_prefix("label.cn")
    tables = symbols.tables_for(prefix)
    tokens = some_tokens(10)
    codes = tables.packed(tokens).copy()
    codes[7] = codes[3]

    with pytest.raises(ProofFailed) as refusal:
        proof.prove(codes, tokens, prefix=prefix, version=3, mask=tables.mask, first_serial=500)
    assert refusal.value.facts == {"serial": 507, "url": prefix + tokens[7].tobytes().decode()}


@pytest.mark.parametrize(
    ("base_url", "prefix"),
    [
        ("label.example.cn", "HTTPS://LABEL.EXAMPLE.CN/Q/"),
        ("https://label.example.cn/", "HTTPS://LABEL.EXAMPLE.CN/Q/"),
        ("http://localhost:8000", "HTTP://LOCALHOST:8000/Q/"),
    ],
)
def test_the_address_is_written_in_capitals(base_url: str, prefix: str) -> None:
    assert symbols.address_prefix(base_url) == prefix


@pytest.mark.parametrize(
    ("base_url", "strange"), [("标签.cn", "标签"), ("a_b.cn", "_"), ("a b.cn", " "), ("", "")]
)
def test_an_address_qr_cannot_write_is_refused_with_the_characters(base_url: str, strange: str) -> None:
    with pytest.raises(AddressUnprintable) as refusal:
        symbols.address_prefix(base_url)
    assert refusal.value.facts["characters"] == strange


@pytest.mark.parametrize(("length", "version"), [(38, 2), (39, 3), (61, 3), (62, 4), (154, 6)])
def test_the_smallest_version_that_holds_the_address_is_taken(length: int, version: int) -> None:
    assert symbols.version_for(length) == version


def test_an_address_beyond_version_six_is_refused() -> None:
    with pytest.raises(AddressTooLong):
        symbols.version_for(155)
