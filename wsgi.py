"""What a WSGI server and the ``flask`` command open."""

import sys

from app.factory import create_app
from app.settings import SettingsRefused

try:
    app = create_app()
except SettingsRefused as why:
    sys.exit(str(why))
