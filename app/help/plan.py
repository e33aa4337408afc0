"""The help slice: public pages, beside the public ones."""

from app.help import phrases, views
from app.infra.plan import Slice

PLAN = Slice(name="help", blueprints=(views.blueprint,), words=(phrases.WORDS,))
