"""The files, their description, and the feed."""

from app.opendata.views import feed, files

BLUEPRINTS = (files.blueprint, feed.blueprint)
