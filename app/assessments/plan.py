"""The assessments slice."""

from app.assessments import models, packs  # noqa: F401
from app.infra.plan import Slice

PLAN = Slice(name="assessments", packs=packs.packs)
