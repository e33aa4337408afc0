"""What the program refuses to start with."""

from dataclasses import replace

import pytest

from app.factory import create_app
from app.infra import engine
from app.settings import Settings, SettingsRefused


def test_it_refuses_to_run_as_an_owner_who_could_look_over_the_wall(app, settings: Settings):
    try:
        with pytest.raises(SettingsRefused, match="too strong"):
            create_app(replace(settings, database_url=settings.owner_url))
    finally:
        engine.connect(settings.database_url)


def test_the_programs_own_role_is_fine(app, settings: Settings):
    assert engine.is_too_strong() is False
