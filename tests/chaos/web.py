"""The web process of the house: the program as it is, with quick passwords and easy riddles."""

from dataclasses import replace

from app.factory import create_app
from app.infra.guard import work
from app.settings import Settings
from tests.chaos import timepiece, without

timepiece.follow()
without.take_away()
app = create_app(replace(Settings.from_env(), quick_hashes=True))
app.extensions[work.COST] = 1
