"""Pages of the licences slice: uploads of the seller, papers and their deciding."""

from app.licences.views import kinds, papers, uploads  # noqa: F401  (they put their pages on the blueprint)
from app.licences.views.base import blueprint

__all__ = ["blueprint"]
