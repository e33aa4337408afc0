import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from app.infra import seals
from app.infra.scope import Session
from tests import factories


@pytest.fixture(autouse=True)
def secret(app):
    """The tests' own secret has been taken by the app."""


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_what_is_sealed_comes_back_and_does_not_show(plain):
    sealed = seals.seal(plain)
    assert seals.unseal(sealed) == plain
    assert len(plain.encode()) < 4 or plain.encode() not in sealed


def test_the_same_text_is_never_sealed_the_same_way_twice():
    assert seals.seal("13800000000") != seals.seal("13800000000")


@pytest.mark.parametrize("place", [0, 1, 12, 13, 20, -1])
def test_a_changed_byte_is_noticed(place):
    sealed = bytearray(seals.seal("13800000000"))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        seals.unseal(bytes(sealed))


def test_another_secret_opens_nothing(monkeypatch):
    sealed = seals.seal("13800000000")
    index = seals.blind_index("13800000000", purpose="login phone")
    monkeypatch.setattr(seals, "_roots", (b"another secret, another secret, a",))
    assert seals.blind_index("13800000000", purpose="login phone") != index
    with pytest.raises(InvalidTag):
        seals.unseal(sealed)


def test_an_earlier_secret_opens_and_checks_but_seals_nothing_new(monkeypatch):
    sealed, signature = seals.seal("13800000000"), seals.signing_key("receipts").sign(b"said")
    before = seals._roots
    monkeypatch.setattr(seals, "_roots", (b"a new secret, a new secret, a new", *before))
    assert seals.unseal(sealed) == "13800000000"
    assert seals.is_signed("receipts", signature, b"said")
    assert not seals.is_signed("receipts", signature, b"said otherwise")
    fresh = seals.seal("13800000000")
    monkeypatch.setattr(seals, "_roots", before)
    with pytest.raises(InvalidTag):
        seals.unseal(fresh)


def test_what_the_first_releases_sealed_still_opens():
    key, nonce = seals.derive("columns"), b"n" * seals.NONCE_BYTES
    old = b"\x01" + nonce + AESGCM(key).encrypt(nonce, b"13800000000", b"\x01")
    assert seals.unseal(old) == "13800000000"


def test_without_a_secret_nothing_is_sealed(monkeypatch):
    monkeypatch.setattr(seals, "_roots", ())
    with pytest.raises(RuntimeError, match="no secret"):
        seals.seal("x")


def test_a_blind_index_finds_again_and_tells_purposes_apart():
    one = seals.blind_index("13800000000", purpose="login phone")
    assert one == seals.blind_index("13800000000", purpose="login phone")
    assert one != seals.blind_index("13800000001", purpose="login phone")
    assert one != seals.blind_index("13800000000", purpose="complaint phone")
    assert "13800000000" not in one


def test_each_purpose_has_a_key_of_its_own():
    keys = {seals.derive(purpose) for purpose in ("columns", "signing receipts", "session cookies")}
    assert len(keys) == 3
    receipts, certificates = (
        seals.signing_key(one).public_key().public_bytes_raw() for one in ("receipts", "certificates")
    )
    assert receipts != certificates
    assert receipts == seals.signing_key("receipts").public_key().public_bytes_raw()


def test_a_password_fits_itself_only_and_is_not_in_its_hash():
    kept = seals.hash_password("tea and rain")
    assert seals.password_fits(kept, "tea and rain")
    assert not seals.password_fits(kept, "tea and rain ")
    assert not seals.password_fits("not a hash", "tea and rain")
    assert "tea and rain" not in kept


def test_a_phone_is_not_readable_in_the_database(here):
    person = factories.user(phone="13912345678")
    raw = (
        Session()
        .execute(
            text("select phone, row_to_json(account)::text from account where id = :id"), {"id": person.id}
        )
        .one()
    )
    assert b"13912345678" not in bytes(raw[0])
    assert b"13912345678".hex() not in raw[1]
    Session().expire_all()
    assert person.phone == "13912345678"
