"""Every table of the house, for comparing head with the models."""

from app import floorplan  # noqa: F401  (imports every slice, and with it every table)
from app.infra import audit, door, guard, jobs, packs, storage  # noqa: F401  (their tables too)
from app.infra.db import Base

metadata = Base.metadata
