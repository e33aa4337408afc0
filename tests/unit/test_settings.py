from pathlib import Path

import pytest

from app.settings import PROGRAM_ROLE, Settings, SettingsRefused

SECRET = "s" * 32
WHOLE = {
    "SECRET_KEY": SECRET,
    "DATABASE_URL": "postgresql://owner:pw@db:5432/fx",
    "REDIS_URL": "redis://q:6379/0",
    "PLAIN_INSIDE": "1",
}
NEEDED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


def test_what_is_needed_is_enough():
    settings = Settings.from_env(WHOLE)
    assert (settings.owner_url, settings.redis_url, settings.demo) == (
        WHOLE["DATABASE_URL"],
        "redis://q:6379/0",
        False,
    )
    assert settings.limits_on
    assert not settings.quick_hashes


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_missing_setting_stops_the_start_by_name(name, value):
    env = {key: kept for key, kept in WHOLE.items() if key != name} | (
        {name: value} if value is not None else {}
    )
    with pytest.raises(SettingsRefused, match=name):
        Settings.from_env(env)


@pytest.mark.parametrize(("length", "taken"), [(31, False), (32, True)])
def test_a_short_secret_is_refused_and_not_repeated(length, taken):
    secret = "k" * length
    if taken:
        assert Settings.from_env(WHOLE | {"SECRET_KEY": secret}).secret_key == secret
        return
    with pytest.raises(SettingsRefused, match="SECRET_KEY") as told:
        Settings.from_env(WHOLE | {"SECRET_KEY": secret})
    assert secret not in str(told.value)


def test_the_program_connects_as_its_own_role_with_a_password_only_the_secret_gives():
    one, other = Settings.from_env(WHOLE), Settings.from_env(WHOLE | {"SECRET_KEY": "t" * 32})
    assert one.database_url.startswith(f"postgresql://{PROGRAM_ROLE}:")
    assert one.database_url.endswith("@db:5432/fx")
    assert "owner" not in one.database_url
    assert SECRET not in one.database_url
    assert one.database_url != other.database_url
    assert one.database_url == Settings.from_env(WHOLE).database_url


def test_an_owner_of_its_own_leaves_the_programs_address_as_given():
    settings = Settings.from_env(WHOLE | {"DATABASE_OWNER_URL": "postgresql://boss@db/fx"})
    assert (settings.database_url, settings.owner_url) == (WHOLE["DATABASE_URL"], "postgresql://boss@db/fx")


@pytest.mark.parametrize(
    ("env", "url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PORT": "8123", "HOST": "::"}, "http://127.0.0.1:8123"),
        ({"HOST": "192.168.1.5"}, "http://192.168.1.5:8000"),
        ({"PUBLIC_URL": "https://fx.example/", "PORT": "9"}, "https://fx.example"),
    ],
)
def test_the_public_address_is_the_one_given_or_the_one_served(env, url):
    assert Settings.from_env(WHOLE | env).public_url == url


@pytest.mark.parametrize(("said", "demo"), [("1", True), ("0", False), ("", False), ("true", False)])
def test_demo_is_only_on_when_it_is_said(said, demo):
    assert Settings.from_env(WHOLE | {"DEMO": said}).demo is demo


def test_files_lie_where_they_are_told_to():
    assert Settings.from_env(WHOLE | {"VAR_DIR": "/srv/fx"}).var == Path("/srv/fx")


def test_a_secret_may_lie_in_a_file_that_a_vault_writes(tmp_path):
    place = tmp_path / "secret"
    place.write_text("k" * 40 + "\n")
    told = {"DATABASE_URL": "postgresql://a:b@localhost/c", "REDIS_URL": "redis://localhost"}
    assert Settings.from_env({**told, "SECRET_KEY_FILE": str(place)}).secret_key == "k" * 40
    given = {"SECRET_KEY_FILE": str(place), "SECRET_KEY": "x" * 40}
    assert Settings.from_env({**told, **given}).secret_key == "x" * 40
    with pytest.raises(SettingsRefused, match="SECRET_KEY_FILE"):
        Settings.from_env({**told, "SECRET_KEY_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize(
    ("name", "url", "taken"),
    [
        ("DATABASE_URL", "postgresql://o:p@db.internal/fx", False),
        ("DATABASE_URL", "postgresql://o:p@db.internal/fx?sslmode=prefer", False),
        ("DATABASE_URL", "postgresql://o:p@db.internal/fx?sslmode=verify-full", True),
        ("DATABASE_URL", "postgresql://o:p@/fx?host=db.internal", False),
        ("DATABASE_URL", "postgresql://o:p@/fx?host=/run/postgresql", True),
        ("DATABASE_URL", "postgresql://o:p@localhost:5433/fx", True),
        ("DATABASE_OWNER_URL", "postgresql://o:p@db.internal/fx", False),
        ("REDIS_URL", "redis://q.internal:6379/0", False),
        ("REDIS_URL", "rediss://q.internal:6379/0", True),
        ("REDIS_URL", "unix:///run/valkey.sock", True),
        ("FILES_ENDPOINT", "http://files.internal:9000", False),
        ("FILES_ENDPOINT", "https://files.internal", True),
        ("CLAMD_URL", "tcp://scanner.internal:3310", False),
        ("CLAMD_URL", "tcp://127.0.0.1:3310", True),
        ("CLAMD_URL", "unix:///run/clamav/clamd.ctl", True),
    ],
)
def test_what_leads_to_another_machine_is_encrypted_unless_the_network_is_its_own(name, url, taken):
    near = {
        "SECRET_KEY": SECRET,
        "DATABASE_URL": "postgresql://o:p@127.0.0.1/fx",
        "REDIS_URL": "redis://[::1]/0",
    }
    if taken:
        Settings.from_env(near | {name: url})
    else:
        with pytest.raises(SettingsRefused, match=name) as told:
            Settings.from_env(near | {name: url})
        assert "o:p" not in str(told.value)
    Settings.from_env(near | {name: url, "PLAIN_INSIDE": "1"})
