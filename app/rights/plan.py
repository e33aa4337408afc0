"""The rights slice."""

from app.infra.plan import Slice
from app.rights import models  # noqa: F401  (its tables)

PLAN = Slice(name="rights")
