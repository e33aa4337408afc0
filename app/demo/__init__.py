"""The demo county: made once, plainly fictional, through the same services that people use."""

from app.demo.county import make

__all__ = ["make"]
