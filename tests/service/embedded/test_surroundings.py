"""What the program is told about its surroundings when nobody has set anything up."""

from pathlib import Path

import pytest

from app.infra.embedded import EmbeddedRefused, Servers, own_secret, with_embedded

OURS = Servers("postgresql://ours", "redis://ours")


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first = own_secret(tmp_path)
    assert own_secret(tmp_path) == first
    assert len(first) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_what_is_unset_is_filled_in(tmp_path: Path) -> None:
    full = with_embedded({"DATABASE_URL": "", "PORT": "9000"}, OURS, tmp_path)
    assert full == {
        "PORT": "9000",
        "DATABASE_URL": "postgresql://ours",
        "REDIS_URL": "redis://ours",
        "SECRET_KEY": own_secret(tmp_path),
        "VAR_DIR": str(tmp_path),
        "DEMO": "1",
    }


def test_what_is_set_is_kept(tmp_path: Path) -> None:
    set_up = {
        "DATABASE_URL": "postgresql://theirs",
        "REDIS_URL": "redis://theirs",
        "SECRET_KEY": "geheim" * 8,
    }
    assert with_embedded(set_up, OURS, tmp_path) == set_up | {"VAR_DIR": str(tmp_path), "DEMO": "0"}
    assert not (tmp_path / "secret_key").exists()


def test_a_database_of_ones_own_wants_a_secret_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedRefused, match="SECRET_KEY"):
        with_embedded({"DATABASE_URL": "postgresql://theirs"}, OURS, tmp_path)
    assert not (tmp_path / "secret_key").exists()
