"""The clocks slice: no pages of its own; each slice shows its deadlines where its work is."""

from app.clocks import phrases
from app.infra.plan import Slice

PLAN = Slice(name="clocks", words=(phrases.WORDS,), errors=phrases.ERRORS)
